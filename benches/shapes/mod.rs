//! Shapes of text that a careless rule would go over again and again.

/// What a shape is made of: `unit` again and again, or nested.
pub enum Shape {
    Again(&'static str),
    Nested(&'static str, &'static str, &'static str),
}

use Shape::{Again, Nested};

pub const SHAPES: [(&str, Shape); 55] = [
    ("round brackets", Nested("（", "市委书记王明", "）")),
    ("book marks", Nested("《", "条例", "》")),
    ("quotes", Nested("“", "他说", "”")),
    ("ASCII brackets", Nested("(", "3月1日", ")")),
    ("quotes of speech", Nested("他说：“", "好", "。”")),
    ("opening brackets", Again("（")),
    ("closing brackets", Again("）》”)")),
    ("opening quotes", Again("“")),
    ("titles of works unclosed", Again("《")),
    ("ASCII digits", Again("7")),
    ("wide digits", Again("８")),
    ("Chinese digits", Again("一二三四五六七八九")),
    ("numerals", Again("万亿千百十")),
    ("digits and marks", Again("1.")),
    ("digits and commas", Again("1,")),
    ("ranges", Again("3-")),
    ("surnames", Again("张王李赵")),
    ("one surname", Again("王")),
    ("listing commas", Again("、")),
    ("a list of names", Again("王明、李强、")),
    ("heads", Again("书记主任局长市长")),
    ("parts", Again("副党组")),
    ("posts", Again("副市长、")),
    ("posts with names", Again("副市长王明、")),
    ("places", Again("河南省许昌市")),
    ("places in a list", Again("许昌、")),
    ("institutions", Again("市工信局")),
    ("endings", Again("委员会")),
    ("times", Again("3月1日至")),
    ("years", Again("年")),
    ("verbs", Again("召开会议指出强调")),
    ("sentences of one word", Again("说。")),
    ("commas", Again("，")),
    ("Latin", Again("A")),
    ("quotations with speakers", Again("“要抓好这项工作。”王书明说。")),
    ("speakers", Again("王书记说，李市长表示，张主任强调。")),
    ("cues of one meeting, without an end", Again("会议指出，会议强调，会议要求，")),
    ("growth", Again("增长3.2%，")),
    ("aligned figures", Again("分别增长1.2%、3.4%和5.6%，")),
    ("visits", Again("市长李志强到东河县调研，")),
    ("victims", Again("造成2人死亡、5人受伤，")),
    ("titles closed by other marks", Again("市政府3日印发《关于做好春季生产的通知)，召开会议。")),
    ("appointments", Again("任命王明为局长，免去李强的局长职务；")),
    ("signatures", Again("王明与李强签约，")),
    ("demands", Again("要求各地召开会议，要组织开展调研。")),
    ("triggers alone", Again("召开会议调研签约")),
    ("short forms", Again("城乡建设局（以下简称甲局）")),
    ("numbered roads", Again("国道106线222省道")),
    ("lines by their ends", Again("许广高速广昆铁路")),
    ("deputies with a second word", Again("全国人大代表、乡村教师、")),
    ("posts in brackets", Again("局长（支队长）")),
    ("rare characters", Again("泯诞岭箜骋歚詉嬘稇飶槅袴妃硲靡栰蜟埮盝闌暛薊噙畈鐷攆菵哄")),
    ("posts without a verb", Again("王宁为南川市县长，副县长李航、")),
    ("quotes with their speakers", Again("“水来了。”王宁笑道。")),
    ("adverbs before verbs", Again("还将又召开")),
];

impl Shape {
    /// At most `bytes` of this shape.
    pub fn text(&self, bytes: usize) -> String {
        match self {
            Again(unit) => unit.repeat(bytes / unit.len()),
            Nested(open, inner, close) => {
                let depth = bytes / (open.len() + close.len());
                format!("{}{inner}{}", open.repeat(depth), close.repeat(depth))
            }
        }
    }
}

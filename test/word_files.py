"""Word files for the tests: plans as offices type them, each with habits of its own, and files that mean harm.

FILES and HOSTILE give the bytes of each by name. A plan is a list of paragraphs and tables, written with the few
functions below; the XML is what Word writes, less its decoration."""
import io
import re
import struct
import zipfile
from xml.sax.saxutils import escape, quoteattr

W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
SPACES = (f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
          'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
          'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
          'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
          'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"')
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

PNG = (b'\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc\xf8\x0f\0\x01\x01\x01\0'
       b'\x1b\xb6\xeeV\0\0\0\0IEND\xaeB`\x82')


# ---- The parts of a text

def r(text, look=''):
    """A run. \\t is a tab, \\n a soft return; look: b, i, u and so on, or properties as XML."""
    properties = look if look.startswith('<') else ''.join(f'<w:{name}/>' for name in look.split())
    inner = ''.join({'\t': '<w:tab/>', '\n': '<w:br/>'}.get(part) or f'<w:t xml:space="preserve">{escape(part)}</w:t>'
                    for part in re.split('([\t\n])', text) if part)
    return f'<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>' if properties else f'<w:r>{inner}</w:r>'


def p(*runs, style='', align='', list_=None, extra='', mark=''):
    properties = (f'<w:pStyle w:val="{style}"/>' if style else '') + extra
    if list_:
        properties += f'<w:numPr><w:ilvl w:val="{list_[1]}"/><w:numId w:val="{list_[0]}"/></w:numPr>'
    properties += (f'<w:jc w:val="{align}"/>' if align else '') + (f'<w:rPr>{mark}</w:rPr>' if mark else '')
    body = ''.join(run if run.startswith('<') else r(run) for run in runs)
    return f'<w:p>{f"<w:pPr>{properties}</w:pPr>" if properties else ""}{body}</w:p>'


def tc(*paragraphs, span=1, merge=''):
    properties = (f'<w:gridSpan w:val="{span}"/>' if span > 1 else '')
    properties += {'': '', 'restart': '<w:vMerge w:val="restart"/>', 'on': '<w:vMerge/>'}[merge]
    body = ''.join(x if x.startswith('<') else p(x) for x in paragraphs) or '<w:p/>'
    return f'<w:tc><w:tcPr>{properties}</w:tcPr>{body}</w:tc>'


def tr(*cells, header=False, extra=''):
    properties = ('<w:tblHeader/>' if header else '') + extra
    return f'<w:tr><w:trPr>{properties}</w:trPr>' + ''.join(c if c.startswith('<w:tc') else tc(c) for c in cells) + '</w:tr>'


def tbl(*rows, borders=True):
    rules = ''.join(f'<w:{side} w:val="{"single" if borders else "none"}"/>' for side in ('top', 'left', 'insideH', 'insideV'))
    return f'<w:tbl><w:tblPr><w:tblBorders>{rules}</w:tblBorders></w:tblPr>' + ''.join(rows) + '</w:tbl>'


def changed(kind, *runs):
    body = ''.join(run if run.startswith('<') else r(run) for run in runs)
    if kind in ('del', 'moveFrom'):
        body = body.replace('<w:t ', '<w:delText ').replace('</w:t>', '</w:delText>')
    return f'<w:{kind} w:id="7" w:author="Văn phòng" w:date="2026-03-02T08:00:00Z">{body}</w:{kind}>'


def field(instruction, result):
    return ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ' + escape(instruction) +
            ' </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r(result) +
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def box(*paragraphs):
    """A text box, in the form for newer programs and the one for older ones."""
    content = f'<w:txbxContent>{"".join(x if x.startswith("<") else p(x) for x in paragraphs)}</w:txbxContent>'
    return ('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="1" name="Box"/><a:graphic>'
            f'<a:graphicData uri="x"><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>'
            f'</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>'
            '</mc:Fallback></mc:AlternateContent></w:r>')


def image(relation, description):
    return (f'<w:r><w:drawing><wp:inline><wp:docPr id="2" name="Picture" descr={quoteattr(description)}/><a:graphic><a:graphicData '
            f'uri="picture"><a:blip r:embed="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>')


def reference(kind, number):
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def section(landscape=False, kind=''):
    size = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' if landscape else '<w:pgSz w:w="11906" w:h="16838"/>'
    return f'<w:sectPr>{f"""<w:type w:val="{kind}"/>""" if kind else ""}{size}</w:sectPr>'


# ---- Lists and styles

def level(number, form, text, restart='', style='', legal=False):
    return (f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{restart}'
            f'{f"""<w:pStyle w:val="{style}"/>""" if style else ""}{"<w:isLgl/>" if legal else ""}'
            f'<w:lvlText w:val={quoteattr(text)}/><w:pPr><w:ind w:left="{720 * (number + 1)}" w:hanging="360"/></w:pPr></w:lvl>')


def lists(abstracts, numbers):
    body = ''.join(f'<w:abstractNum w:abstractNumId="{i}">{inner}</w:abstractNum>' for i, inner in abstracts.items())
    for i, (abstract, overrides) in numbers.items():
        body += f'<w:num w:numId="{i}"><w:abstractNumId w:val="{abstract}"/>' + ''.join(
            f'<w:lvlOverride w:ilvl="{k}"><w:startOverride w:val="{v}"/></w:lvlOverride>' for k, v in overrides.items()) + '</w:num>'
    return body


def style(name, kind, inner, based='', default=False):
    return (f'<w:style w:type="{kind}"{" w:default=" + quoteattr("1") if default else ""} w:styleId="{name}"><w:name w:val="{name}"/>'
            f'{f"""<w:basedOn w:val="{based}"/>""" if based else ""}{inner}</w:style>')


# ---- The package

def package(parts, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', method) as file:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (2026, 3, 2, 8, 0, 0))
            info.compress_type = method
            file.writestr(info, content)
    return out.getvalue()


def relations(rows):
    body = ''.join(f'<Relationship Id="{i}" Type="{kind if "/" in kind else OFFICE + "/" + kind}" Target={quoteattr(target)}'
                   f'{" TargetMode=" + quoteattr("External") if target.startswith("http") else ""}/>' for i, kind, target in rows)
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{body}</Relationships>'


def content_types(names):
    """What Word and LibreOffice know the parts by."""
    kinds = {'document': 'document.main', 'main': 'document.main', 'styles': 'styles', 'numbering': 'numbering', 'footnotes': 'footnotes',
             'comments': 'comments', 'header': 'header'}
    rows = ''.join(f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kinds[kind]}+xml"/>'
                   for name in names for kind in [re.sub(r'^word/([a-z]+)[0-9]*\.xml$', r'\1', name)] if kind in kinds)
    return (f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>{rows}</Types>')


def parts(blocks, numbering='', styles='', notes=(), comments=(), running=(), media=None, links=()):
    related = [('s', 'styles', 'styles.xml')] + [(f'link{i}', 'hyperlink', target) for i, target in enumerate(links)]
    made = {
        '[Content_Types].xml': '',
        '_rels/.rels': relations([('d', 'officeDocument', 'word/document.xml')]),
        'word/styles.xml': f'{HEAD}<w:styles {SPACES}>{styles}</w:styles>',
        'word/document.xml': f'{HEAD}<w:document {SPACES}><w:body>{"".join(blocks)}{section()}</w:body></w:document>',
    }
    if numbering:
        related.append(('n', 'numbering', 'numbering.xml'))
        made['word/numbering.xml'] = f'{HEAD}<w:numbering {SPACES}>{numbering}</w:numbering>'
    for kind, rows in (('footnote', notes), ('comment', comments)):
        if rows:
            related.append((kind, kind + 's', kind + 's.xml'))
            body = ''.join(f'<w:{kind} w:id="{i}" w:author="Chánh Văn phòng">{p(text)}</w:{kind}>' for i, text in enumerate(rows, 1))
            body = f'<w:{kind} w:type="separator" w:id="0">{p("")}</w:{kind}>' + body if kind == 'footnote' else body
            made[f'word/{kind}s.xml'] = f'{HEAD}<w:{kind}s {SPACES}>{body}</w:{kind}s>'
    for i, inner in enumerate(running):
        related.append((f'h{i}', 'header', f'header{i}.xml'))
        made[f'word/header{i}.xml'] = f'{HEAD}<w:hdr {SPACES}>{inner}</w:hdr>'
    for name, content in (media or {}).items():
        related.append(('m' + name.split('.')[0], 'image', 'media/' + name))
        made['word/media/' + name] = content
    made['word/_rels/document.xml.rels'] = relations(related)
    made['[Content_Types].xml'] = content_types(made)
    return made


# ---- What every plan has

def letterhead(number='Số:       /KH-UBND', place='Lào Cai, ngày      tháng 3 năm 2026'):
    return tbl(tr(tc(p(r('ỦY BAN NHÂN DÂN', 'b'), align='center'), p(r('TỈNH LÀO CAI', 'b'), align='center')),
                  tc(p(r('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'b'), align='center'),
                     p(r('Độc lập - Tự do - Hạnh phúc', 'b'), align='center'))),
               tr(tc(p(number, align='center')), tc(p(r(place, 'i'), align='center'))), borders=False)


def title(*subject):
    return p(r('KẾ HOẠCH', 'b'), align='center') + ''.join(p(r(line, 'b'), align='center') for line in subject)


LEAD = 'Ủy ban nhân dân tỉnh Lào Cai ban hành Kế hoạch như sau:'


def closing(left=None):
    left = left or [p(r('Nơi nhận:', 'b i')), '- Thường trực Tỉnh ủy;', '- Các sở, ban, ngành tỉnh;', '- UBND các xã, phường;',
                    '- Lưu: VT, NLN.']
    return tbl(tr(tc(*left), tc(*[p(r(x, 'b'), align='center') for x in ('TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH')])),
               borders=False)


TASK = ['- Cơ quan chủ trì: Sở Nội vụ.', '- Cơ quan phối hợp: Sở Tư pháp; UBND các xã, phường.', '- Thời gian thực hiện: Quý IV/2026.']


# ---- The plans

def automatic_numbers():
    """Every number is the list's: Roman and Arabic linked to styles, 1.1 with the count above, letters, dashes; restarts."""
    outline = (level(0, 'upperRoman', '%1.', style='Muc1') + level(1, 'decimal', '%2.', style='Muc2') +
               level(2, 'decimal', '%2.%3.') + level(3, 'lowerLetter', '%4)'))
    numbering = lists({0: outline, 1: level(0, 'bullet', '-') + level(1, 'bullet', '+'), 2: level(0, 'bullet', '\uf0b7'),
                       3: level(0, 'upperRoman', '%1') + level(1, 'decimal', '%1.%2', legal=True)},
                      {1: (0, {}), 2: (1, {}), 3: (2, {}), 4: (0, {1: 3}), 5: (3, {})})
    styles = (style('Normal', 'paragraph', '', default=True) +
              style('Muc1', 'paragraph', '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr>'
                    '<w:rPr><w:b/></w:rPr>') +
              style('Muc2', 'paragraph', '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>', based='Normal'))
    blocks = [letterhead(), title('Cải cách hành chính năm 2026'), p(LEAD),
              p('MỤC ĐÍCH, YÊU CẦU', style='Muc1'), p('Mục đích', style='Muc2'),
              p('Nâng cao chất lượng phục vụ.', list_=(2, 0)), p('Giảm thời gian giải quyết;', list_=(2, 1)),
              p('Yêu cầu', style='Muc2'), p('Đồng bộ, thống nhất.', list_=(3, 0)),
              p('NHIỆM VỤ', style='Muc1'), p('Cải cách thể chế', style='Muc2'),
              p('Rà soát văn bản', list_=(1, 2)), *[p(x[2:], list_=(2, 0)) for x in TASK],
              p('Kiểm tra văn bản', list_=(1, 2)), *[p(x[2:], list_=(2, 0)) for x in TASK],
              p('Tự kiểm tra;', list_=(1, 3)), p('Kiểm tra theo chuyên đề.', list_=(1, 3)),
              p('Cải cách bộ máy', style='Muc2'), p('Sắp xếp đơn vị', list_=(1, 2)), *[p(x[2:], list_=(2, 0)) for x in TASK],
              p('TỔ CHỨC THỰC HIỆN', style='Muc1'), p('Sở Nội vụ', list_=(4, 1)), p('Theo dõi, đôn đốc.', list_=(2, 0)),
              p('Sở Tư pháp', list_=(4, 1)), p('Thẩm định văn bản./.', list_=(2, 0)), closing()]
    return parts(blocks, numbering, styles)


def tabs_for_columns():
    """Header and closing set with tabs, numbers typed with a tab behind them, lines moved in with tabs."""
    blocks = [p(r('ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'b')),
              p(r('TỈNH LÀO CAI\tĐộc lập - Tự do - Hạnh phúc', 'b')),
              p('Số: 25/KH-UBND\t', r('Lào Cai, ngày 12 tháng 3 năm 2026', 'i')),
              title('Trồng rừng năm 2026'), p('\t' + LEAD), p(r('I.\tMỤC ĐÍCH', 'b')), p('\tNâng độ che phủ rừng.'),
              p(r('II.\tNHIỆM VỤ', 'b')), p(r('1.\tTrồng rừng phòng hộ', 'b')), *[p('\t' + x) for x in TASK],
              p(r('III.\tTỔ CHỨC THỰC HIỆN', 'b')), p('1.\tSở Nội vụ'), p('\t-\tTheo dõi, đôn đốc, báo cáo./.'),
              p(r('Nơi nhận:\tTM. ỦY BAN NHÂN DÂN', 'b')), p('- Thường trực Tỉnh ủy;\tCHỦ TỊCH'), p('- Sở Nội vụ;'),
              p('- Sở Tư pháp;'), p('- UBND các xã, phường;'), p('- Lưu: VT, NLN.\tTrần Văn An')]
    return parts(blocks)


def merged_cells():
    """A matrix of tasks with cells merged downwards and across, groups of tasks, a table within a cell."""
    inner = tbl(tr('Quý I', 'Khởi công'), tr('Quý IV', 'Hoàn thành'))
    blocks = [letterhead(), title('Phát triển đô thị năm 2026'), p(LEAD), p(r('I. MỤC TIÊU', 'b')), p('Chỉnh trang 05 đô thị.'),
              p(r('II. NHIỆM VỤ', 'b')), p('Phân công nhiệm vụ theo bảng sau:'),
              tbl(tr('TT', 'Nhiệm vụ', 'Cơ quan chủ trì', 'Cơ quan phối hợp', 'Thời gian thực hiện', header=True),
                  tr(tc(p(r('A. Quy hoạch', 'b')), span=5)),
                  tr('1', 'Lập quy hoạch chung', tc('Sở Xây dựng', merge='restart'), 'Sở Tài chính', 'Quý II/2026'),
                  tr('2', 'Công bố quy hoạch', tc(merge='on'), 'UBND các xã, phường', 'Quý III/2026'),
                  tr(tc(p(r('B. Hạ tầng', 'b')), span=5)),
                  tr('3', tc('Nâng cấp đường', inner, '<w:p/>'), 'Sở Xây dựng', tc('Sở Tài chính', merge='restart'), 'Năm 2026'),
                  tr('4', 'Trồng cây xanh', 'Sở Nông nghiệp và Môi trường', tc(merge='on'), 'Thường xuyên')),
              p(r('III. TỔ CHỨC THỰC HIỆN', 'b')), p('1. Sở Xây dựng: theo dõi, tổng hợp, báo cáo./.'), closing()]
    return parts(blocks)


def tracked_changes():
    """Words, a paragraph's end, a row added, deleted and moved; comments."""
    gone = '<w:del w:id="9" w:author="x"/>'
    blocks = [letterhead(), title('Bình đẳng giới năm 2026'), p(LEAD), p(r('I. MỤC TIÊU', 'b')),
              p('Tỷ lệ nữ lãnh đạo đạt ', changed('del', '30%'), changed('ins', '40%'), ' trở lên', reference('comment', 1), '.'),
              p('Câu này nối với', mark=gone), p(' câu sau thành một đoạn.'), p(changed('del', 'Đoạn bị xóa hẳn.'), mark=gone),
              p(r('II. NHIỆM VỤ', 'b')), p(r('1. Tuyên truyền', 'b')), p(changed('moveTo', 'Câu được chuyển lên đây.')),
              p('- Cơ quan chủ trì: ', changed('del', 'Sở Y tế'), changed('ins', 'Sở Nội vụ'), '.'), *[p(x) for x in TASK[1:]],
              p(changed('moveFrom', 'Câu được chuyển lên đây.'), mark='<w:moveFrom w:id="3" w:author="x"/>'),
              tbl(tr('TT', 'Chỉ tiêu'), tr('1', 'Giữ lại'), tr('2', 'Xóa cả dòng', extra=gone), tr('3', 'Thêm', extra='<w:ins w:id="4"/>')),
              p(r('III. TỔ CHỨC THỰC HIỆN', 'b')), p('1. Sở Nội vụ: theo dõi, báo cáo', reference('comment', 2), './.'), closing()]
    return parts(blocks, comments=['Xem lại tỷ lệ này.', 'Thêm thời hạn báo cáo.'])


def text_boxes():
    """A box for the seal and one for the draft's mark, an image, footnotes, a link, page fields, signs of symbol fonts."""
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'
    blocks = [letterhead(), title('An toàn giao thông năm 2026'), p(LEAD, box('DỰ THẢO LẦN 2')), p(r('I. MỤC ĐÍCH', 'b')),
              p('Giảm tai nạn', reference('footnote', 1), ' trên cả ba tiêu chí', reference('footnote', 2), '.'),
              p('Xem ', field('HYPERLINK "https://laocai.gov.vn/ke-hoach"', 'Cổng thông tin'), ' và ',
                '<w:hyperlink r:id="link0">' + r('trang ATGT') + '</w:hyperlink>', '.'),
              p('Xây dựng ', sign, ' nghiệm thu ', sign, ' bàn giao; nhiệt độ ', r('\uf0b3', '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), ' 5.'),
              p(r('II. NHIỆM VỤ', 'b')), p(r('1. Tuần tra', 'b')), *[p(x) for x in TASK], p(image('msodo', 'Sơ đồ tuyến')),
              p(r('III. TỔ CHỨC THỰC HIỆN', 'b')), p('1. Sở Nội vụ: theo dõi, báo cáo./.'), closing(),
              p(box('DẤU CỦA CƠ QUAN'))]
    running = [p(field('PAGE', '2'), align='center'), p('UBND tỉnh Lào Cai - Văn phòng')]
    return parts(blocks, notes=['Theo số liệu năm 2025.', 'Số vụ, số người chết, số người bị thương.'], running=running,
                 media={'sodo.png': PNG}, links=['https://laocai.gov.vn/atgt'])


def soft_returns():
    """Lines parted with Shift+Enter, capitals by format, hidden words, no-break spaces and hyphens, smart tags, controls."""
    def tag(x):
        return f'<w:smartTag w:uri="x" w:element="place">{x}</w:smartTag>'
    blocks = [tbl(tr(tc(p(r('ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI', 'b'), align='center')),
                     tc(p(r('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc', 'b'), align='center'))),
                  tr(tc(p('Số:\u00a0\u00a0\u00a0/KH\u2011UBND', align='center')),
                     tc(p(tag(r('Lào Cai', 'i')), r(', ngày\u00a0\u00a0 tháng\u00a03 năm 2026', 'i'), align='center'))), borders=False),
              p(r('Kế hoạch\n', 'b caps'), r('Chuyển đổi số năm 2026\ntrên địa bàn tỉnh', 'b'), align='center'),
              p(LEAD, r(' Ghi chú của người soạn.', 'vanish')), p(r('I. Mục đích', 'b caps')),
              p('Phục vụ người dân,\ndoanh nghiệp tốt hơn.'), p(r('II. NHIỆM VỤ', 'b')),
              '<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>' + p(r('1. Số hóa hồ sơ', 'b')) + '</w:sdtContent></w:sdt>',
              p('\n'.join(TASK)), p(r('III. TỔ CHỨC THỰC HIỆN', 'b')), p('1. Sở Nội vụ\n- Theo dõi, đôn đốc./.'), closing()]
    return parts(blocks)


def recipients_in_two_columns():
    """Nơi nhận runs over two columns beside the signature."""
    left = [p(r('Nơi nhận:', 'b i')), '- Thường trực Tỉnh ủy;', '- Các sở, ban, ngành tỉnh;']
    middle = ['', '- UBND các xã, phường;', '- Lưu: VT, KGVX.']
    blocks = [letterhead(), title('Phát triển thể thao năm 2026'), p(LEAD), p(r('I. MỤC ĐÍCH', 'b')), p('Nâng cao thể lực.'),
              p(r('II. NHIỆM VỤ', 'b')), p(r('1. Tổ chức đại hội', 'b')), *[p(x) for x in TASK],
              p(r('III. TỔ CHỨC THỰC HIỆN', 'b')), p('1. Sở Nội vụ: theo dõi, báo cáo./.'),
              tbl(tr(tc(*left), tc(*middle), tc(*[p(r(x, 'b'), align='center') for x in ('TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH')],
                                                p(''), p(r('Trần Văn An', 'b'), align='center'))), borders=False)]
    return parts(blocks)


def landscape_annex():
    """An annex on its own pages across, with a header row on every page; a contents list; pages broken by hand."""
    contents = (r('') + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r('I. MỤC ĐÍCH\t1'))
    blocks = [letterhead(), title('Giảm nghèo năm 2026'), p(contents), p(r('II. NHIỆM VỤ\t2'), '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
              p(LEAD), p(r('I. MỤC ĐÍCH', 'b')), p('Giảm tỷ lệ hộ nghèo.'), p('<w:r><w:br w:type="page"/></w:r>', r('II. NHIỆM VỤ', 'b')),
              p('Thực hiện các nhiệm vụ tại Phụ lục kèm theo.'), p(r('III. TỔ CHỨC THỰC HIỆN', 'b')),
              p('1. Sở Nội vụ: theo dõi, báo cáo./.'), closing(), p(extra=section()),
              p(r('PHỤ LỤC', 'b'), align='center'), p(r('PHÂN CÔNG NHIỆM VỤ', 'b'), align='center'),
              p(r('(Kèm theo Kế hoạch số      /KH-UBND ngày    tháng 3 năm 2026 của UBND tỉnh)', 'i'), align='center'),
              tbl(tr('TT', 'Nhiệm vụ', 'Cơ quan chủ trì', 'Cơ quan phối hợp', 'Thời gian', header=True),
                  tr('1', 'Đào tạo nghề', 'Sở Nội vụ', 'Sở Tài chính', 'Quý IV/2026'),
                  tr('2', 'Hỗ trợ nhà ở', 'Sở Xây dựng', 'UBND các xã, phường', 'Năm 2026')), p(extra=section(landscape=True))]
    return parts(blocks)


# Letters of the old fonts: TCVN3 by its table, VNI by a letter and a sign.
TCVN3 = dict(zip('ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ',
                 bytes.fromhex('a1a2a3a4a5a6a7a8a9aaabacadaeb5b6b7b8b9bbbcbdbec6c7c8c9cacbccced0d0d1d2d3d4d5d6d7d8dcdddedfe1e2e3e4'
                               'e5e6e7e8e9eaebecedeeeff1f2f3f4f5f6f7f8f9fafbfcfdfe').decode('latin-1')))
TCVN3['ẽ'] = '\xcf'
VNI_SIGNS = {'\u0301': '\xf9', '\u0300': '\xf8', '\u0309': '\xfb', '\u0303': '\xf5', '\u0323': '\xef', '\u0302': '\xe2', '\u0306': '\xea',
             '\u0302\u0301': '\xe1', '\u0302\u0300': '\xe0', '\u0302\u0309': '\xe5', '\u0302\u0303': '\xe3', '\u0302\u0323': '\xe4',
             '\u0323\u0302': '\xe4', '\u0306\u0301': '\xe9', '\u0306\u0300': '\xe8', '\u0306\u0309': '\xfa', '\u0306\u0303': '\xfc',
             '\u0306\u0323': '\xeb', '\u0323\u0306': '\xeb'}
VNI_LETTERS = {'ơ': '\xf4', 'Ơ': '\xd4', 'ư': '\xf6', 'Ư': '\xd6', 'đ': '\xf1', 'Đ': '\xd1', 'í': '\xed', 'ì': '\xec', 'ỉ': '\xe6',
               'ĩ': '\xf3', 'ị': '\xf2', 'ỵ': '\xee', 'Í': '\xcd', 'Ì': '\xcc', 'Ỉ': '\xc6', 'Ĩ': '\xd3', 'Ị': '\xd2', 'Ỵ': '\xce'}


def tcvn3(text):
    return ''.join(TCVN3.get(c, c) for c in text)


def vni(text):
    import unicodedata
    out = ''
    for c in text:
        parts_ = unicodedata.normalize('NFD', c)
        if c in VNI_LETTERS:
            out += VNI_LETTERS[c]
        elif len(parts_) > 1 and parts_[0] + '\u031b' == parts_[:2]:  # ơ, ư with a tone
            out += VNI_LETTERS[unicodedata.normalize('NFC', parts_[:2])] + VNI_SIGNS[parts_[2:]]
        elif len(parts_) > 2 and parts_[2] == '\u031b':
            out += VNI_LETTERS[unicodedata.normalize('NFC', parts_[0] + '\u031b')] + VNI_SIGNS[parts_[1]]
        else:
            sign = VNI_SIGNS[parts_[1:]] if len(parts_) > 1 else ''
            out += parts_[0] + (sign.upper() if c.isupper() and sign else sign)
    return out


def old_font(encode, font, capitals):
    """A plan of the nineties' fonts; its capitals are a font of their own (TCVN3) or letters of their own (VNI)."""
    def old(text, look=''):
        name = capitals if text.isupper() else font
        typed = encode(text.lower() if text.isupper() and capitals != font else text)
        return r(typed, f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>' + ''.join(f'<w:{x}/>' for x in look.split()))
    blocks = [tbl(tr(tc(p(old('ỦY BAN NHÂN DÂN', 'b')), p(old('TỈNH LÀO CAI', 'b'))),
                     tc(p(old('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'b')), p(old('Độc lập - Tự do - Hạnh phúc', 'b')))),
                  tr(tc(p(old('Số:      /KH-UBND'))), tc(p(old('Lào Cai, ngày     tháng 3 năm 2026', 'i')))), borders=False),
              p(old('KẾ HOẠCH', 'b'), align='center'), p(old('Xây dựng nông thôn mới năm 2026', 'b'), align='center'),
              p(old(LEAD)), p(old('I. MỤC ĐÍCH', 'b')), p(old('Nâng cao đời sống ở nông thôn; giữ gìn bản sắc, ẩm thực, kiến trúc.')),
              p(old('II. NHIỆM VỤ', 'b')), p(old('1. Xây dựng đường thôn bản', 'b')),
              *[p(old(x[:11]), old(x[11:])) for x in TASK], p(old('III. TỔ CHỨC THỰC HIỆN', 'b')),
              p(old('1. Sở Nội vụ: theo dõi, tổng hợp, báo cáo kết quả thực hiện./.')),
              tbl(tr(tc(p(old('Nơi nhận:', 'b i')), p(old('- Thường trực Tỉnh ủy;')), p(old('- Sở Nội vụ;')), p(old('- Lưu: VT.'))),
                     tc(p(old('TM. ỦY BAN NHÂN DÂN', 'b')), p(old('CHỦ TỊCH', 'b')))), borders=False)]
    return parts(blocks)


def letters_and_links():
    """A numbering style that lists share, letters in capitals, a level that never restarts, counts above the first."""
    numbering = lists({0: '<w:numStyleLink w:val="DanhMuc"/>', 1: '<w:styleLink w:val="DanhMuc"/>' + level(0, 'upperLetter', '%1.') +
                       level(1, 'decimal', '%2.', restart='<w:lvlRestart w:val="0"/>'), 2: level(0, 'decimal', 'Nhiệm vụ %1:'),
                       3: level(0, 'decimalZero', '%1.') + level(1, 'lowerRoman', '(%2)')},
                      {1: (0, {}), 2: (1, {}), 3: (2, {}), 4: (2, {0: 1}), 5: (3, {})})
    styles = style('DanhMuc', 'numbering', '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>')
    blocks = [letterhead(), title('Phòng cháy năm 2026'), p(LEAD), p('QUAN ĐIỂM', list_=(1, 0)), p('Phòng là chính.', list_=(1, 1)),
              p('Chữa kịp thời.', list_=(1, 1)), p('NHIỆM VỤ', list_=(1, 0)), p('Tuyên truyền.', list_=(1, 1)),
              p('Kiểm tra an toàn.', list_=(3, 0)), p('Mua sắm thiết bị.', list_=(3, 0)), p('Diễn tập.', list_=(4, 0)),
              p('Quy mô cấp tỉnh.', list_=(5, 0)), p('quý II;', list_=(5, 1)), p('quý IV.', list_=(5, 1)),
              p('Sở Nội vụ theo dõi, báo cáo./.'), closing()]
    return parts(blocks, numbering, styles)


def strict_form():
    """The strict form of the standard, its parts under other names."""
    made = tabs_for_columns()
    strict = {name: content.replace(W, 'http://purl.oclc.org/ooxml/wordprocessingml/main').replace(
        OFFICE, 'http://purl.oclc.org/ooxml/officeDocument/relationships') for name, content in made.items()}
    strict['_rels/.rels'] = strict['_rels/.rels'].replace('word/document.xml', '/word/main.xml')
    strict['word/main.xml'] = strict.pop('word/document.xml')
    strict['word/_rels/main.xml.rels'] = strict.pop('word/_rels/document.xml.rels')
    strict['[Content_Types].xml'] = content_types(strict)
    return strict


FILES = {
    'automatic-numbers': automatic_numbers, 'tabs-for-columns': tabs_for_columns, 'merged-cells': merged_cells,
    'tracked-changes': tracked_changes, 'text-boxes': text_boxes, 'soft-returns': soft_returns,
    'recipients-in-two-columns': recipients_in_two_columns, 'landscape-annex': landscape_annex,
    'old-font-tcvn3': lambda: old_font(tcvn3, '.VnTime', '.VnTimeH'), 'old-font-vni': lambda: old_font(vni, 'VNI-Times', 'VNI-Times'),
    'letters-and-links': letters_and_links, 'strict-form': strict_form,
}


# ---- Files that mean harm, or are something else

def with_document(document):
    made = parts([p('x')])
    made['word/document.xml'] = document
    return made


def patched(data, name, offset, value):
    """The member's record in the directory of the archive with other bytes at an offset."""
    at = data.rindex(b'PK\1\2', 0, data.rindex(name))
    return data[:at + offset] + value + data[at + offset + len(value):]


def entities():
    bomb = ''.join(f'<!ENTITY e{i + 1} "{f"&e{i};" * 10}">' for i in range(9))
    return f'{HEAD}<!DOCTYPE d [<!ENTITY e0 "lol">{bomb}]><w:document {SPACES}><w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body></w:document>'


def outside():
    return f'{HEAD}<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document {SPACES}><w:body>{p("&x;")}</w:body></w:document>'


def deep(n, tag='w:sdt'):
    return f'{HEAD}<w:document {SPACES}><w:body>{f"<{tag}>" * n}{f"</{tag}>" * n}</w:body></w:document>'


def compound(stream):
    """A compound file: of the old Word, or of an encrypted new one."""
    return b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(504) + stream.encode('utf-16-le') + bytes(2000)


def plain():
    return package(automatic_numbers())


def climbing():
    made = parts([p('x', image('mx', 'x'))], media={'x.png': PNG})
    made['word/_rels/document.xml.rels'] = made['word/_rels/document.xml.rels'].replace('media/x.png', '../../../../../etc/passwd')
    made['../../../../tmp/kehoach-climbed'] = 'x'
    return package(made)


def encrypted_member():
    data = plain()
    at = data.index(b'word/document.xml') - 30  # the flag stands in the local record and in the directory
    data = data[:at + 6] + struct.pack('<H', 1) + data[at + 8:]
    return patched(data, b'word/document.xml', 8, struct.pack('<H', 1))


# Name: (bytes, code of the message).
HOSTILE = {
    'bomb': (lambda: package(with_document(HEAD + f'<w:document {SPACES}><w:body>' + ' ' * (60 << 20))), 'KH0934'),
    'bomb-larger': (lambda: package(with_document(b' ' * (200 << 20))), 'KH0934'),
    'declares-2-gb': (lambda: patched(plain(), b'word/document.xml', 24, struct.pack('<I', 2 << 30)), 'KH0934'),
    'declares-little': (lambda: patched(plain(), b'word/document.xml', 24, struct.pack('<I', 10)), 'KH0933'),
    'entities': (lambda: package(with_document(entities())), 'KH0935'),
    'entity-outside': (lambda: package(with_document(outside())), 'KH0935'),
    'deep': (lambda: package(with_document(deep(100_000))), 'KH0934'),
    'elements': (lambda: package(with_document(f'{HEAD}<w:document {SPACES}><w:body>' + '<w:p/>' * 2_500_000 + '</w:body></w:document>'),
                                 zipfile.ZIP_STORED), 'KH0934'),
    'members': (lambda: package({**automatic_numbers(), **{f'x/{i}': '' for i in range(6000)}}), 'KH0934'),
    'truncated': (lambda: plain()[:2000], 'KH0933'),
    'truncated-directory': (lambda: plain()[:-30], 'KH0933'),
    'flipped': (lambda: plain().replace(plain()[plain().index(b'word/document.xml') + 60:][:40], b'\xff' * 40), 'KH0933'),
    'encrypted': (lambda: compound('EncryptedPackage'), 'KH0932'),
    'encrypted-member': (encrypted_member, 'KH0932'),
    'old-word': (lambda: compound('WordDocument'), 'KH0931'),
    'rtf': (lambda: rb'{\rtf1\ansi x}', 'KH0930'),
    'empty': (lambda: b'', 'KH0936'),
    'empty-zip': (lambda: package({}), 'KH0930'),
    'no-word': (lambda: package({'content.xml': '<x/>', 'mimetype': 'application/vnd.oasis.opendocument.text'}), 'KH0930'),
    'no-body': (lambda: package(with_document(f'{HEAD}<w:document {SPACES}/>')), 'KH0930'),
    'broken-xml': (lambda: package(with_document(f'{HEAD}<w:document {SPACES}><w:body><w:p>')), 'KH0933'),
}

// Plans that are hard on a page: no task, no time, twenty quarters with long names, many years, thousands of rows.
const HEAD = `---
cơ quan: Ủy ban nhân dân tỉnh Lạng Sơn
ký hiệu: KH-UBND
số: 5
địa danh: Lạng Sơn
ngày: 01/4/2026
trích yếu: Phổ cập kỹ năng số
`;
const BODIES = ['Sở Y tế', 'Sở Nội vụ', 'Công an tỉnh', 'Sở Tài chính', 'Sở Giáo dục và Đào tạo', 'UBND các xã, phường'];

function task(i, name, lead, others, time, product) {
  return [`## ${i}. ${name}`, '', lead && `- Cơ quan chủ trì: ${lead}.`, others && `- Cơ quan phối hợp: ${others}.`,
    time && `- Thời gian thực hiện: ${time}.`, product && `- Sản phẩm: ${product}.`, ''].filter((line) => line !== undefined && line !== '' || line === '').join('\n') + '\n';
}

function plan(fields, tasks) {
  return `${HEAD}${fields}---\n\nUBND tỉnh ban hành Kế hoạch như sau:\n\n# I. NHIỆM VỤ\n\n${tasks.join('\n')}`;
}

const quarter = (i) => `Quý ${['I', 'II', 'III', 'IV'][i % 4]}/${2026 + Math.floor(i / 4) % 5}`;

export function* hardCases() {
  const long = 'Xây dựng, tổ chức thực hiện và nhân rộng mô hình tổ công nghệ số cộng đồng kiểu mẫu ở vùng đồng bào dân tộc thiểu số và miền núi ';
  yield ['no-task', `${HEAD}---\n\nMột đoạn.\n`];
  yield ['no-time', plan('', [task(1, 'Kiện toàn tổ công nghệ số', BODIES[0]), task(2, 'Việc <b>đậm</b> & "khác"', '', BODIES[1], 'Thường xuyên')])];
  yield ['long-names', plan('thời gian thực hiện: 2026 - 2030\ngiai đoạn:\n  Giai đoạn 1: 2026 - 2028\n  Giai đoạn 2: 2029 - 2030\n',
    Array.from({ length: 40 }, (_, i) => task(i + 1, long.repeat(1 + i % 3), i % 7 ? BODIES[i % 6] + '; ' + long.trim() : '',
      BODIES[(i + 1) % 6], [quarter(i), 'Hằng năm', 'Trước ngày 30/6/2028', '', `${quarter(i)} và ${quarter(i + 3)}`, 'Từ năm 2027'][i % 6], i % 2 ? 'Báo cáo' : '')))];
  yield ['many-years', plan('thời gian thực hiện: 2026 - 2075\n', Array.from({ length: 12 }, (_, i) => task(i + 1, 'Tổ chức việc ' + i, BODIES[i % 6], '', `Năm ${2026 + 4 * i}`)))];
  yield ['english', plan('', Array.from({ length: 5 }, (_, i) => task(i + 1, 'Tổ chức việc ' + i, BODIES[i], BODIES[i + 1], quarter(i)))), ['--lang', 'en']];
  yield ['rows-5000', thousands(5000), [], true];
}

export const thousands = (n) => plan('thời gian thực hiện: 2026 - 2030\n', Array.from({ length: n }, (_, i) => task(i + 1,
  `Tổ chức triển khai hoạt động truyền thông số ${(i * 7919) % 10007} cho cán bộ, công chức, viên chức và Nhân dân trên địa bàn`,
  i % 97 ? BODIES[(i * 31) % 6] : '', BODIES[(i * 17 + 1) % 6], i % 50 ? quarter((i * 13) % 20) : '', i % 3 ? 'Báo cáo' : '')));

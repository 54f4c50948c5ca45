"""What made-up articles are made of: parts of syllables, and parts of people's names."""

ONSETS = "b c ch d đ g gi h kh l m n ng nh ph qu r s t th tr v x"
RIMES = (
    "a á à ả ạ an án àn ản ạn ang áng àng ảng ạng anh ánh ành ảnh ạnh ao áo ào ảo ạo ay áy ày ảy ạy âm ấm ầm ẩm ậm "
    "ân ấn ần ẩn ận âu ấu ầu ẩu ậu e é è ẻ ẹ en én èn ẻn ê ế ề ể ệ êm ếm ềm ên ến ền iên iến iền iển iện iêu iếu iều "
    "iểu iệu inh ính ình ỉnh ịnh o ó ò ỏ ọ oan oán oàn oản oạn oi ói òi ỏi ọi ong óng òng ỏng ọng ô ố ồ ổ ộ ôi ối ồi "
    "ổi ội ông ống ồng ổng ộng ơ ớ ờ ở ợ ơi ới ời ởi ợi ơn ớn ờn u ú ù ủ ụ ung úng ùng ủng ụng uy úy ùy ủy ụy ư ứ ừ ử "
    "ự ưa ứa ừa ửa ựa ương ướng ường ưởng ượng ác ạc át ạt ắc ặc ất ật ếch ích ịch iết iệt óc ọc ốc ộc ước ượt"
)
NAMES = (
    "Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Lương Trịnh Mai Phan Cao",
    "Văn Thị Hữu Đức Minh Thanh Quang Xuân Ngọc Thu Bá Công Hồng Kim Duy",
    "An Bình Cường Dũng Giang Hà Hạnh Hải Hòa Hùng Hương Khánh Lan Liên Linh Long Mai Nam Nga Phong Phúc Quân Sơn Tâm "
    "Thảo Thắng Thủy Tiến Trang Trung Tú Tuấn Vân Việt Yến",
)
"""Family, middle and given names."""

"""Which words praise or promise what nobody can check, in the languages that Cairn serves?

Read on folded text, see words_to_machines.py.
"""

from knowledge.submissions.words_to_machines import pattern

_OFFER_EN = r"(?:course|training|program(?:me)?|school|provider|academy|institute|college)"
_TEACHING = r"(?:course|training|program|school|provider|academy|institut|college|universit|education|facult|instructor|teacher|trainer|expert|specialist|scholar|authorit|research|facilit)"
_OFFER_SH = r"(?:kurs|tecaj|obuk|skol|program|centar|centr|ustanov|akademij|predavac)"
_OFFER_DE = r"(?:kurs|lehrgang|angebot|ausbildung|schule|anbieter|institut|akademie|seminar)"
_OFFER_ID = r"(?:kursus|pelatihan|latihan|lembaga|sekolah|program|pusat|institusi|akademi|penyedia|universitas)"
PRAISES = (
    pattern("world", rf"\bworld[- ](?:class|leading|beating)\b,?\s+(?:[\w-]+\s+){{0,2}}?{_TEACHING}\w*|\bworld['’]s\s+(?:best|leading|finest|greatest)\s+(?:[\w-]+\s+){{0,2}}?{_TEACHING}\w*"),
    pattern("leading", rf"\b(?:leading|premier|top)\s+(?:provider|institution|school|academy)\b\s+(?:of|in|for)\b|\b(?:the|a)\s+(?:country|region|state|industry)['’]s\s+(?:leading|best)\s+{_OFFER_EN}"),
    pattern("best", rf"\bbest[- ]in[- ]class\s+{_OFFER_EN}|\b(?:the|our)\s+(?:very\s+)?best\s+{_OFFER_EN}s?\b(?!\s+(?:for\s+you|of\s+action|to\s+take|data|sets?|methods?|materials?|practices?|plans?)\b)"),
    pattern("number one,no. 1,no.1,#1,№1,# 1", rf"(?:\bnumber\s+one|\bno\.\s?1|[#№]\s?1)\s+(?:ranked\b|rated\b|choice\b|in\s+(?:the|europe|asia|america)\b|(?:\w+\s+)?{_OFFER_EN})"),
    pattern("unriv,unmatch,unbeat,once,unsurpass,unparallel", r"\b(?:unrivall?ed|unmatched|unbeatable|unsurpassed|unparalleled|once[- ]in[- ]a[- ]lifetime)\b"),
    pattern("guarante", r"\b(?:guaranteed?|guarantees?)\s+(?:you\s+)?(?:a\s+|your\s+)?(?:job|success|employment|placement|income|pass|certification|results)\b|\b(?:job|employment|placement|pass|success)\s+guaranteed?\b"),
    pattern("100", r"\b100\s?%\s+(?:success|job|placement|pass|zaposlenje|zaposljavanje|uspjeh|uspeh|erfolg|lulus|garansi|garanci|sukses)"),
    pattern("rich,millionaire,dream job,overnight", r"\bget\s+rich\b|\bbecome\s+a\s+millionaire\b|\bland\s+your\s+dream\s+job\b"),
    pattern("najbolj,vodec,najkvalitet", rf"\b(?:najbolj[aeiou]|najbolje[gm]\w*|najkvalitetnij\w+|vodec\w+)\s+{_OFFER_SH}\w*"),
    pattern("garant", r"\b(?:za)?(?:garantovan|garantiran)\w*\s+(?:posao|posla|zaposlenj\w*|zaposljavanj\w*|uspjeh|uspeh|rabota|vrabotuvanje|uspeh)|\b(?:posao|zaposlenje|vrabotuvanje|uspeh|uspjeh)\s+(?:je\s+|e\s+)?(?:za)?(?:garantovan|garantiran)\w*|\b(?:garantujemo|garantiramo|garantirame)\s+(?:\w+\s+)?(?:posao|zaposlenje|rabota|vrabotuvanje|uspeh|uspjeh)"),
    pattern("najdobr", r"\bnajdobr\w+\s+(?:kurs|obuka|ucilist|program|centar|akademija)\w*"),
    pattern("weltklasse,einzigartig,fuhrend,beste", rf"\bweltklasse\b|\beinzigartige?[rns]?\s+{_OFFER_DE}|\bfuhrende[rnsm]?\s+{_OFFER_DE}|\b(?:der|die|das|unser)\s+beste[rns]?\s+{_OFFER_DE}"),
    pattern("jobgarantie,garantiert,erfolgsgarantie,arbeitsplatzgarantie", r"\b(?:job|erfolgs|arbeitsplatz|einstellungs)garantie\b|\bgarantierte[rnsm]?\s+(?:job|arbeitsplatz|erfolg|anstellung)|\b(?:job|erfolg|arbeitsplatz)\s+garantiert\b"),
    pattern("terbaik,nomor satu,nombor satu,terkemuka", rf"\b{_OFFER_ID}\s+(?:\w+\s+)?(?:terbaik|terkemuka|nomor\s+satu|nombor\s+satu)\b"),
    pattern("dijamin,jaminan,garansi,terjamin", r"\b(?:dijamin|garansi|pasti)\s+(?:langsung\s+)?(?:kerja|bekerja|diterima|lulus|sukses|berjaya)|\bjaminan\s+(?:kerja|pekerjaan|lulus)\b(?!\s+sosial)|\bkerja\s+(?:di)?jamin\b|\bpekerjaan\s+terjamin\b"),
    pattern("me i mire,me e mire", r"\b(?:kursi|trajnimi|shkolla|programi|qendra|akademia)\s+me\s+[ie]\s+mire\b"),
    pattern("garantu,garantoj", r"\b(?:pune|punesim|sukses)\w*\s+[ie]\s+garantuar\b|\bgarantojme\s+(?:pune|punesim|sukses)"),
    pattern("ที่สุด,อันดับหนึ่ง,อันดับ 1", r"(?:หลักสูตร|คอร์ส|โรงเรียน|สถาบัน)[ก-๙]{0,20}(?:ดีที่สุด|อันดับหนึ่ง)|(?:หลักสูตร|คอร์ส|โรงเรียน|สถาบัน)[ก-๙]{0,20}อันดับ\s?1"),
    pattern("รับประกัน,การันตี", r"(?:รับประกัน|การันตี)(?:การ)?(?:ได้)?(?:งาน|มีงาน|สอบผ่าน|ความสำเร็จ)"),
    pattern("mejor,garantizad", r"\b(?:el|la|nuestro)\s+mejor\s+(?:curso|programa|escuela|formacion|academia)\b|\b(?:empleo|trabajo|exito)\s+garantizado\b"),
    pattern("meilleur,garanti", r"\b(?:le|la|notre)\s+meilleure?\s+(?:cours|formation|ecole|programme)\b|\b(?:emploi|succes)\s+garanti\b"),
)  # fmt: skip

"""Which words say that somebody is in danger, and which only sound like it? Patterns over folded text (small, Latin, no diacritics).

Written by hand, one block a language; native speakers should still read their block. Reviewed as text, so that a change is seen.
"""

SOMEBODY = (
    r"(?:my|our|his|her|their|a|the) (?:\w+ )?(?:brother|sister|friend|mother|father|mum|mom|dad|son|daughter|wife|husband|partner|"
    r"boyfriend|girlfriend|colleague|coworker|cousin|neighbou?r|student|pupil|child|kid|uncle|aunt|boss|classmate|nephew|niece)"
    r"|someone i know|somebody i know"
)

NOT_ALARMING: tuple[str, ...] = (
    # losing work and having no money is why people come; what stands beside it decides
    r"\b(?:i )?(?:have |ve )?(?:lost|losing) my job\b|\blaid off\b|\b(?:i )?(?:have )?no money\b",
    r"\bosta(?:o|la) (?:sam )?bez posla\b|\bizgubi(?:o|la) (?:sam )?posao\b|\bnemam (?:novca|para|novaca|posla)\b",
    r"\btake my life in a (?:new|different|better) direction\b",
    # where or with whom one would rather not live
    r"\b(?:don'?t|dont|do not) want to live (?:any ?more )?(?:in|near|on|off|with|at) (?:the |a |an |my |our )?(?:big |small )?(?:city|cities|town|village|countryside|flat|parents?|mum|family|benefits|dole|hostel|camp|suburbs?)\b",
    r"\bne (?:zelim|cu|bih) (?:vise )?(?:da )?ziv\w* (?:u (?:gradu|selu|stanu|centru)|na selu|kod roditelja|s roditeljima)\b|\bnecu (?:vise )?(?:da )?ziv\w* (?:u (?:gradu|selu|stanu)|na selu|kod roditelja)\b",
    r"\bne sakam (?:vekje |veke )?da ziveam (?:vo grad\w*|na selo|kaj roditelite)\b|\b(?:nuk |s'? ?)dua (?:me )?te jetoj (?:ne (?:qytet|fshat)|te prinderit)\b",
    r"\bnicht (?:mehr )?(?:in der stadt|auf dem (?:land|dorf)|in der grossstadt|bei (?:den|meinen) eltern) (?:leben|wohnen)\b|\bno quiero vivir (?:mas )?(?:en (?:la |una )?(?:ciudad|pueblo|campo)|con mis padres)\b",
    # a death in childhood, told as a fact
    r"\b(?:died|passed(?: away)?) (?:when|while) i was (?:a |at |in |still |\d)|\bstarb als ich (?:noch )?(?:klein|kind|zur schule|\d)|\b(?:umr\w+|preminu\w+)(?: \w+)? (?:dok|kad) sam (?:bi\w+ )?(?:mal\w*|dij?ete|u skoli)\b",
    r"\b(?:pocina|umre) (?:dodeka|koga) bev\b|\b(?:vdiq|ndroi jete) kur isha\b|\bmurio cuando (?:yo )?(?:iba|era|tenia)\b|\bmeninggal (?:pas|waktu|masa|ketika|semasa)(?: aku| saya)? (?:kecil|kecik|sma|smp|sd|sekolah)\b|เสีย(?:ไป)?(?:ตอน|ตั้งแต่)(?:ผม|หนู|ฉัน)?(?:ยัง)?(?:เด็ก|เรียน)",
    # papers and rules that are the death of one
    r"\b(?:form|paperwork|maths?|homework|traffic) (?:will be|is) the death of me\b|\bformular\w* (?:\w+ ){0,2}mein tod\b|\bobrazac (?:ce )?me (?:dokrajc\w*|ubi\w*)|\bformulario va a acabar conmigo\b|\b(?:formulir|borang|tugas)(?: \w+){0,3} (?:mati berdiri|pengsan)\b",
    # two with one stroke
    r"\bzwei fliegen mit einer klappe(?: schlagen)?\b|\b(?:matar )?dos pajaros de un tiro\b|\bjednim udarcem dv(?:ij)?e mu[hv]e\b|\bso eden kursum dva zajaka\b|\bme nje gur dy zogj\b|\bsekali dayung dua pulau\b|ยิงปืนนัดเดียวได้นกสองตัว",
    r"\bcould (?:murder|kill for) an? (?:coffee|tea|pint|burger|pizza)\b",
    # things that wear one out, and things that run down
    r"\b(?:heat|cold|commute|feet|back|knees?|shoes|exams?|tests?|maths?|shifts?|stairs|traffic|paperwork) (?:\w+ ){0,2}(?:kills?|killed|killing) (?:me|us)\b|\bdead on (?:my|our) feet\b",
    r"\b(?:boss|manager|supervisor|foreman|teacher) (?:will|would|'ll|is gonna|is going to) kill me (?:if|when) i(?:'?m| am| come| get)? (?:\w+ )?(?:late|miss|forget|fail)\b|\b(?:phone|battery|laptop) (?:is |s |'s )?(?:almost |nearly |about to )?(?:dying|dead|die)\b",
    r"\b(?:trade|profession|village|town|industry) is (?:dead|dying)\b",
    r"\b(?:fusse|beine|arbeit|job|hitze|kalte|prufung|schicht)\b(?: \w+){0,2} mich (?:noch |fast |beinahe )?(?:um|umgebracht|fertig|kaputt)\b|\bbring\w* mich (?:\w+ ){0,4}(?:stehen|hitze) um\b|\bhandy stirbt\b|\bhalb ?tot\b",
    r"\b(?:noge|ledj?a|vrucina|ispit|posao|smjena|smena|zega|zima) (?:me|mi) (?:\w+ )?ubi\w*|\bubij?a\w* me (?:ov\w+ )?(?:vrucin\w*|noge|ledj?a|zega)\b|\b(?:sef|sefica|direktor\w*) (?:ce )?(?:da )?me ubi\w* ako (?:\w+ )?(?:zakasn\w*|kasn\w*|ne poloz\w*|pad\w*|zaborav\w*|ne dod\w* na)\b|\b(?:telefon|mobitel) (?:mi )?(?:crkava|umire)\b|\b(?:crkava|umire) mi (?:telefon|mobitel)\b",
    r"\b(?:zestina\w*|nozete|ispitot|rabotata) (?:\w+ ){0,3}(?:me )?ubi\w*|\bme ubiva ova\w* (?:zestina|rabota)\b|\bsefot k?j?e me ubie ako (?:\w+ )?(?:zadocn\w*|docn\w*|padn\w*)\b|\btelefonot mi umira\b",
    r"\b(?:vapa|provimi|kembet|puna) (?:\w+ ){0,2}me (?:vret|vrau|vrane|vrasin)\b|\b(?:gati )?me vrau provimi\b|\bme vrane kembet\b|\bpo me vret (?:kjo |ky )?(?:vape?a?|stresi)\b|\bshef(?:i|ja) (?:do )?(?:te )?me vr\w+ (?:nese|po) (?:u )?vono\w*|\bpo (?:me )?vdes telefoni\b|\btelefoni (?:po )?vdes\b",
    r"\bme matan? (?:los pies|el calor|la espalda|las rodillas|el frio)\b|\b(?:calor|examen|frio) (?:\w+ )?me (?:mata|mato)\b|\bse me muere el (?:movil|telefono)\b|\bjef[ea] me (?:va a matar|mata) si (?:llego|falto)\b|\bmuert[oa]s? de cansancio\b",
    r"\b(?:hp|hape|phone|handphone|telefon|bateri|baterai|laptop)(?: \w+)? (?:mau|nak|hampir|dah|udah|sudah) mati\b|\bpanas (?:nak|mau|gila nak) mati\b",
    # topics of courses and of work
    r"(?:suicid\w*|self[ -]harm|overdose|drug)[ -](?:prevention|awareness|intervention|response|training|course|risk assessment|first aid|bereavement)",
    r"suicid\w*[ -](?:hotline|helpline|crisis line) (?:volunteer\w*|operator\w*|worker\w*|training|job\w*)",
    r"(?:prevent\w*) (?:of )?(?:suicid\w*|self[ -]harm)",
    (
        r"(?:course|training|certificate|workshop|class|degree|career|counsel\w*|nurse|work|working|care)s? (?:(?:for|with|on|about|in|of|to|the|"
        r"help|helping|support|supporting|people|persons|those|who|are|patients|clients|youth|young|teenagers|adults) ){1,6}(?:suicidal|self[ -]harm\w*)"
    ),
    r"(?:suicidal|self[ -]harming) (?:patients?|clients?|people|persons|youth|teenagers|behaviou?r)",
    r"(?:suicide|self[ -]harm) (?:course|training|certificate|workshop|counsell?\w*|care) ?(?:course|training|certificate)?",
    r"(?:prevencij\w*|sprecavanj\w*|spjecavanj\w*|sprjecavanj\w*) (?:samoubist\w*|suicid\w*)",
    r"(?:prevencija|sprecuvanje) (?:na |od )?samoubist\w*",
    r"parandalim\w* (?:i |e |te )?(?:vetevrasj\w*|suicid\w*)",
    r"(?:suizid|selbstmord)(?:praventi\w*|prophyl\w*|hilfe|beratung\w*)",
    r"(?:pencegahan|mencegah) bunuh diri",
    r"ป้องกันการฆ่าตัวตาย",
    r"prevenci[o]n del suicidio|prevention du suicide",
    r"\bat (?:the end of my (?:rope|tether)|my wits'? end) with\b|\bhits? a dead end\b|\bshoot me (?:the|a|an|your|some|over)\b|\bdied? of (?:boredom|embarrassment|shame)\b",
    r"\bna izmaku (?:sam )?(?:snag\w+|zivac\w*|strpljenj\w*)(?: sam)? (?:s|sa|od|oko)\b|\b(?:dosad\w*|smara\w*|zamara\w*)(?: \w+){0,3} do smrti\b|\bdo smrti (?:dosad\w*|smor\w*)\b|\bcrk\w* (?:od|sam od) (?:smij\w*|smeh\w*|dosad\w*)",
    r"\b(?:ngakak|ketawa|gelak)\w*(?: \w+)? (?:sampai |sampe )?(?:mati|mampus)\b|\b(?:bosan|kutu) (?:sampai|sampe) mati\b|จะฆ่ากันตาย|จะบ้าตาย|แทบบ้า|ใจจะขาด",
    r"\bschie(?:ss|s)en sie los\b|\bschie(?:ss|s) los\b|\bzum totlachen\b",
    # said not to be so
    r"\b(?:not|never|isn'?t|aren'?t) (?:at all |really |feeling |even )?suicidal\b|\bno suicidal (?:thoughts?|plans?)\b|\b(?:won'?t|will not|not going to|not gonna|don'?t want to|do not want to) (?:kill|hurt) myself\b(?! (?:but|yet|today|because))",
    r"\b(?:nisam|nije|nismo) (?:ja )?(?:samoubica|suicidal\w*)\b|\bne (?:zelim|planiram|mislim) (?:da )?se ubi\w*|\bnecu se ubiti\b",
    r"\bne sum (?:\w+ )?(?:suicid\w*|samoubiec)\b|\bnema da se ubijam\b|\bne sakam da se ubijam\b",
    r"\b(?:nuk|s'?) ?(?:jam|dua|kam) (?:per )?(?:ta |te )?(?:vras\w* veten|vrare veten|vetevras\w*)|\bs'?jam vetevrases\w*",
    r"\bnicht (?:\w+ )?(?:suizidal|suizidgefahrdet|selbstmordgefahrdet|lebensmude)\b|\bbring\w* mich nicht um\b",
    r"\b(?:tidak|nggak|enggak|gak|ga|tak|bukan|bkn|takde|tiada|tdk)(?: (?:ada|punya|berniat|niat|mau|ingin|nak|akan|berpikir|kepikiran|mikir|fikir|terfikir|pengen|hendak|lah|pun|rasa|untuk|mahu)){1,4} (?:bunuh diri|mati)\b",
    r"ไม่(?:ได้|เคย|มี)?(?:ความ)?(?:คิด|อยาก|จะ)+(?:จะ)?(?:ฆ่าตัวตาย|ตาย)",
    r"\bno (?:soy|estoy|tengo) (?:\w+ )?suicid\w*",
    # idioms
    r"(?:kill|killing) (?:\w+ )?(?:time|two birds)|(?:is|are|was|were) (?:\w+ )?killing (?:me|my|us)|kill(?:ed|ing)? (?:myself|me) (?:laughing|with laughter)",
    r"dying (?:to|for)|die (?:for (?:a|this|that)|laughing|of (?:boredom|laughter|curiosity))|dead[ -](?:end|line|lift|tired|serious)|bored to death|scared to death",
    r"(?:work|working|worked|sweat) (?:myself|me|ourselves) to death|over my dead body|end[ -]of[ -]life|to die for|sick to death|tired to death",
    r"umrije[mt]\w* od (?:dosade|smijeha|gladi za)|umirem od (?:dosade|smijeha|smeha|zelje)|ubi me (?:dosada|posao|ova|ovaj)|ubija me (?:posao|dosada|ovaj|ova|sef)",
    r"umiram od (?:zdodevnost|smea|smeenje)|me ubiva (?:rabotata|zdodevnost)",
    r"vdes(?:a)? (?:se qeshuri|nga te qeshurat|per te mesuar)|po vdes (?:nga merzia|per)",
    r"(?:lache|lachen|langweile|langweilen) (?:mich|uns) (?:zu tode|tot)|sterbe vor (?:langeweile|neugier|lachen)|bringt mich (?:noch )?um|tod(?:mude|langweilig|sicher)|zum sterben langweilig",
    r"mati (?:bosan|kutu|gaya|rasa)|setengah mati|mati matian|mati-matian|jalan buntu",
    r"(?:ขำ|เหนื่อย|เบื่อ|ร้อน|หนาว|หิว|ง่วง|ตลก|คัน|เครียด)(?:แทบ|จะ|เจียน|แทบจะ)?ตาย(?:แล้ว|เลย|อยู่แล้ว)?|อยากตายเพราะขำ|ตายยาก|ตายละ(?!จาก)",
    r"\b(?:teringin|penat|lapar|bosan|letih|gelak|takut|malu|rindu|panas|sedap|capek|kangen|ngantuk)(?: \w+)? (?:nak|mau|sampai|sampe) mati\b",
    r"me muero (?:por|de (?:ganas|risa|hambre|aburrimiento))|mourir de rire|meurs d'envie|mort de rire|tue le temps",
)

LONG_AGO: tuple[str, ...] = (
    r"\b(?:years?|months?) ago\b|\bin the past\b|\bwhen i was (?:a |young|\d)|\bused to\b|\ba long time ago\b|\blast year\b|\bback in \d{4}",
    r"\bprije \w+ godin|\bpre \w+ godin|\bprije nekoliko|\bu proslosti\b|\bpred \w+ godini\b|\bvite me pare\b|\bne te kaluaren\b",
    r"\bvor \w+ jahr|\bfruher\b|\btahun (?:yang )?lalu\b|\bdulu\b|\bปีก่อน|\bhace \w+ anos\b|\bil y a \w+ ans\b",
    r"เคย(?:คิด|พยายาม|กรีด|อยาก|ทำร้าย)|สมัย(?:เรียน|มหาลัย|มัธยม|ก่อน|เด็ก)|ตอน(?:ม\.|เด็ก|วัยรุ่น)",
)

CRISIS: dict[str, tuple[str, ...]] = {
    "en": (
        r"\b(?:been|started|keep|kept|am|i'm|im) cutting (?:again|myself)\b|^cutting again\b|\bselling my body\b|\bhands? me over to men\b",
        r"\b(?:see|is|s|find|have|what'?s|what is) (?:\w+ )?(?:no|any|the|a) (?:point|sense|reason|use|purpose) (?:left )?(?:of|in|to|for) (?:living|live|being alive|going on(?: living)?|my life|life any ?more)\b",
        r"\bwant (?:everything|it all|all of (?:it|this)|the pain|this pain|my pain|this life) to (?:just )?(?:be over|end|stop|go away for ?ever)\b|\b(?:nobody|no one|no-one|noone) (?:would|will|d|'d) (?:even )?(?:miss me|notice if i|care if i (?:die|died|was|were|am|disappear\w*|killed|jump\w*))",
        r"\b(?:might|may) as well (?:just )?(?:be dead|die\b|kill)|\bhave (?:a|the|my) (?:rope|noose|gun|razor|blade|pills?) (?:ready|here|and i|with me|next to me|tied)|\b(?:i|i'?ve|ive) (?:have )?(?:cut|been cutting|burned|burnt) myself\b(?! (?:at|on|off|some|while|shaving|cooking|with a (?:saw|knife at)))|\bno (?:other )?way out (?:\w+ ){0,3}(?:except|but|than) (?:death|dying|to die)|\bdeath (?:is|would be|seems) (?:\w+ )?(?:only|better|easier|a relief|the)|\b(?:only|best) (?:way out|solution|option) is (?:to die|death|dying|suicide)",
        r"\b(?:think|thinking|thought|dream|dreaming|fantasi[sz]ing) (?:\w+ )?(?:about|of) (?:\w+ )?(?:dying|death every|being dead|ending (?:it|my|things)|killing myself|jumping)\b|\bready to (?:go|leave this world) for ?ever|\bleave this (?:world|life)\b|\bwant out of (?:this )?life\b|\b(?:planned|planning|plan) (?:my|how) (?:death|to die|to kill)|\bbe with (?:my )?(?:\w+ )?in heaven\b|\bdon'?t (?:want|wanna) to (?:be|exist) any ?more\b",
        r"\b(?:kill|killing|hurt|hurting|harm|harming|hang|hanging|drown|drowning|shoot|shooting|poison|poisoning|cutting|stab|unalive|burn) (?:myself|my self|me self)\b",
        r"\b(?:cut|slit|slash)(?:ting)? my (?:wrists?|arms?|throat|veins?)\b|\bself[ -]?harm(?:ing|ed)?\b",
        r"\b(?:end|ending) (?:my|my own|this) life\b|\b(?:take|taking|took) (?:my|my own) life\b(?! (?:in|into|to|on|back|forward|seriously|as|with))|\bend (?:it|things|everything)(?: all)? (?:tonight|today|now|tomorrow|soon|here|this (?:week|evening))\b|\b(?:end|ending) it all\b|\bend it\b$",
        r"\b(?:want|wanna|wanting|going|gonna|ready|plan(?:ning)?|decided|prefer|rather|like|wish|hope|deserve) (?:\w+ )?(?:to )?(?:just )?(?:be |go |have )?(?:die|dying|dead|died)\b",
        r"\b(?:let me|i should|i will|i ll|i'll|i must|i could|i might) (?:just )?(?:die\b|be dead|disappear for ?ever)",
        r"\bwish(?:ed)? (?:that )?(?:i|i'd|id) (?:was|were|am|had|could) (?:dead|never (?:been )?born|not alive|die|not wake)",
        r"\bbetter off (?:dead|if i (?:was|were|am) (?:dead|gone)|without me)\b|\bbe better (?:off )?without me\b|\bbetter if i (?:was|were|am) (?:dead|gone|not here)",
        r"\b(?:don'?t|do not|dont|cannot|can'?t|cant|no longer|never|not) (?:\w+ ){0,2}(?:want|wanna|wish|like|care|bear|stand|see a reason) (?:to )?(?:\w+ )?(?:live|living|be alive|exist|wake up|be here|go on living|stay alive|keep living)\b(?! (?:in|near|at|with|on|from|off) (?!this world|pain|fear|hell|this life|misery))",
        r"\b(?:don'?t|do not|dont) (?:want|wanna) to (?:go on|continue|carry on)(?: any ?more| like this| with (?:life|my life))?\b$",
        r"\b(?:can'?t|cannot|cant|can not) (?:go on|live|carry on|keep going)(?: like this| with this)? ?(?:any ?more|living|any longer)\b(?! (?:in|at|as|with|on|working))",
        r"\b(?:no|any|a single) (?:reason|point|sense|use|purpose)(?: left)? (?:to|in|of|for) (?:go on |keep )?(?:live|living|life|being alive)\b|\bnothing (?:left )?(?:for me )?to live for\b|\b(?:standing|stand|sitting|am|i'm) (?:here )?(?:on|at) (?:the|a) (?:edge|ledge|bridge|roof|tracks|rails|cliff)(?: of)?(?: \w+){0,2} and (?:i )?(?:want|will|going|ready|about|am|'ll)\b|\blife (?:is|isn'?t|has) (?:not |no )?(?:worth (?:living|it|nothing)|meaning|pointless|over)\b",
        r"\b(?:tired|sick|done|finished|fed up) (?:of|with) (?:living|life|being alive|existing|this life|my life)\b",
        r"\bjump(?:ing)? (?:off|from|out of|in front|under|into)\b(?: of)? (?:a|the|my|this)? ?(?:\w+ )?(?:bridge|roof|building|window|balcony|cliff|train|tracks?|bus|truck|tower|river|car)\b|\b(?:walk|step|throw myself|lie) (?:in front of|under|onto|on) (?:a|the) (?:train|bus|truck|tracks?|rails?)\b",
        r"\b(?:took|taken|swallow(?:ed)?|take|taking) (?:all|too many|a lot of|every|\d+|(?:the|a) (?:whole |full )?(?:box|bottle|pack|packet) of)(?: of)?(?: \w+)?(?: \w+)? (?:pills?|tablets?|sleeping pills?|medicines?|medication|meds)\b|\boverdos(?:e|ed|ing)\b",
        r"\b(?:am|i'?m|im|feel(?:ing)?|be|been) (?:\w+ )?suicidal\b|\b(?:commit|committing|attempt|attempting|contemplating|considering|thinking (?:of|about)|thoughts? of|plan(?:ning)?) suicide\b|\bsuicid(?:e|al) (?:is|thoughts?|plan|ideas?)\b|\bmy suicide\b",
        r"\b(?:kms|ctb)\b|\bend me\b|\bi (?:will|shall|'ll|ll)? ?(?:be|am) dead (?:by|before|tomorrow|soon|tonight)\b|\b(?:if|when|once|after) i ?(?:am|'m|m)? (?:be )?(?:dead|gone for ?ever)\b",
        r"\b(?:this is|my) (?:my )?(?:last|final) (?:goodbye|good bye|message|day|night|letter|words)\b|\bgoodbye (?:world|forever|everyone)\b|\bwon'?t (?:be (?:here|alive|around)|wake up|see) (?:tomorrow|any ?more|next week|monday|after)\b|\bwrote (?:my|a) (?:suicide |goodbye |farewell )(?:note|letter)\b",
        r"\bsomeone (?:should |please )?kill me\b|\bplease kill me\b|\b(?:want|wanted|need) it (?:all )?to (?:be over|end|stop for ?ever)\b|\bsleep (?:and )?(?:for ?ever|never wake)|\bnever wake up\b|\bdisappear for ?ever\b",
        r"\b(?:want|going|gonna|thinking of|urge) (?:to )?(?:kill|murder|shoot|stab) (?:him|her|them|my|everyone|people|somebody|someone)\b",
    ),
    "bs hr sr": (
        r"\b(?:bih|bi|cu|hocu|ocu|zelim|moram) (?:\w+ )?se(?:be)? (?:\w+ )?(?:ubi\w*|objesi\w*|obesi\w*|otruj\w*|otrov\w*)\b|\b(?:razmisljam|mislim|razmisljao sam|razmisljala sam) (?:\w+ )?(?:o|na) (?:samoubist\w*|samoubojst\w*|smrt\w*|tome da se ubij\w*)",
        r"\b(?:ne vidim|nema|nemam|ne nalazim) (?:\w+ ){0,2}(?:smis\w+|razlog\w*|svrh\w+) (?:\w+ )?(?:zivot\w*|zivljenj\w*|ziv\w+|postojanj\w*)\b|\b(?:vol\w+|zel\w+|hoc\w+|bolje|najradije|kamo sreca|htio|htjela|hteo|htela)(?: \w+){0,3} da (?:me (?:vise )?nema|nestanem|nisam ziv\w*|nisam (?:se )?rod\w*|ne postojim|zaspim i ne)\b|\bniko(?:me)? (?:\w+ ){0,3}(?:ne bi|nece) (?:\w+ )?nedosta\w+|\b(?:kad|ako|da) (?:me (?:vise )?ne bude|umrem)\b",
        r"\b(?:da )?(?:se|cu se|se ja) (?:ubij\w+|ubit[ij]?|objesi\w*|obesi\w*|ubod\w*|raznij\w*)\b|\bubi(?:t|ti)? (?:cu )?se(?:be)?\b|\bubi(?:cu|jam|jem) se(?:be)?\b|\bubij(?:em|am|anju) (?:se|sebe)\b|\bubi(?:ti|t) se(?:be)?\b",
        r"\b(?:objesi\w*|obesi\w*|otrov\w*|povrijedi\w*|povredi\w*|rezem|rezati|utopi\w*) (?:cu |bih )?(?:se|sebe)\b",
        r"\bsamoubist\w*|\bsamoubojst\w*|\bsuicid\w*|\bdici ruku na sebe|\bdignem ruku na sebe|\bdizem ruku na sebe",
        r"\b(?:zelim|hocu|ocu|htio bih|htjela bih|hteo bih|htela bih|volio bih|voljela bih|voleo bih|volela bih|najradije bih|mogu samo|samo) (?:samo |sad |vise |ja )?(?:da )?(?:umr\w+|nestati zauvijek|nestanem zauvek|biti mrt\w+|budem mrt\w+)\b",
        r"\bne (?:zelim|mogu|da mi se|zeli mi se|vidim razlog)(?: \w+)? (?:vise )?(?:da )?(?:zivje\w*|zivim|zivit\w*|zive\w*|postojati|postojim)\b(?! (?:u|na|sa|s|kod|od|blizu) (?!ovom s|ovome s|strahu|bol))|\bne (?:zivi|zivjeti) mi se\b|\bne da mi se (?:vise )?ziv\w+\b|\bnecu (?:vise )?(?:da )?ziv\w+\b",
        r"\b(?:popi\w+|progut\w+|uze\w+|uzi\w+) (?:sam )?(?:\w+ )?(?:sve|previse|puno|pun[ua] kutij\w*|cijel[ua] kutij\w*|celu kutij\w*|bocic\w*|gomil\w*) ?(?:\w+ )?(?:tablet\w*|lijek\w*|lek\w*|pilul\w*|tabl\w*)\b",
        r"\b(?:okoncat\w*|zavrsit\w*|prekinut\w*|skrati\w*|oduzet\w*|oduzimam|oduzm\w*|okoncam|zavrsim|okoncaj\w*) (?:\w+ )?(?:sebi )?(?:sa |s )?(?:zivot\w*|sve(?:mu)?(?: ovo)? (?:veceras|danas|sutra|noca\w*))\b",
        r"\b(?:skoci\w*|baci\w*|bacam) (?:cu |bih |se |sam )*(?:sa|s|pod|kroz|ispred|u) (?:\w+ )?(?:most\w*|zgrad\w*|krov\w*|prozor\w*|voz\w*|vlak\w*|balkon\w*|rijek\w*|rek\w*|tramvaj\w*|kamion\w*)\b",
        r"\b(?:zivot|zivjeti|ziveti|nista|vise) (?:mi )?(?:vise )?(?:nema(?:m)?|je bez) (?:vise )?(?:smisl\w*|razlog\w*)\b|\bnema(?:m)? (?:vise )?(?:smisla|razloga|zasto|za sta|za sto) (?:da )?(?:vise )?(?:ziv\w+)|\bbez mene (?:bi|ce) (?:\w+ )?(?:svima )?(?:bi )?(?:\w+ )?bolje\b|\b(?:svima|svi|bolje) (?:bi|ce) (?:\w+ )?(?:svima )?(?:biti )?(?:\w+ )?bez mene\b|\bbolje (?:da|bi bilo da) (?:me nema|umrem|nisam ziv\w*|nisam rod\w*)",
        r"\b(?:dosta|umor\w+ (?:sam )?od|sit\w? (?:sam )?) (?:mi je )?(?:zivota|zivljenja|svega u zivotu)\b|\bda (?:se )?(?:bar )?(?:ne|vise se ne) (?:probud\w+)\b|\bvise me nece biti\b|\bovo je (?:moj )?(?:oprost\w+|posljednj\w+ poruk\w+|poslednj\w+ poruk\w+)",
    ),
    "mk": (
        r"\b(?:nema|nemam|ne gledam|ne vidam) (?:\w+ ){0,2}(?:zosto|pricina|smisla|za sto|poenta)(?: \w+)? (?:da )?(?:ziveam|zivot\w*|ziveenje)\b|\b(?:razmisluvam|mislam) (?:\w+ )?(?:za|na) (?:samoubist\w*|smrt\w*)|\bpodobro (?:e |bi bilo )?(?:da (?:me nema|umram|ne sum ziv\w*|ne sum roden\w*))",
        r"\b(?:da |kje |ke )?se (?:ubijam|ubijav|ubivam|obesam|obesuvam|otrujam|frlam|frlam pod|povredam|povreduvam)\b|\bda se ubie?m\b",
        r"\b(?:sakam|bi sakal\w*|posakuvam|podobro)(?: \w+)? da (?:umram|umra|me nema|ne postojam|ne se razbudam|ischeznam|isceznam)\b|\bne sakam (?:\w+ )?da (?:\w+ )?(?:ziveam|postojam|se razbudam)\b(?! (?:vo|na|so|kaj) (?!ovoj svet|strav|bolk))|\bne mi se zivee\b|\bne mozam (?:\w+ )?da ziveam\b",
        r"\b(?:ispiv|zedov|goltnav|izedov|ispi\w*) (?:gi )?(?:\w+ )?(?:site|mnogu|premnogu|celo|cela) (?:\w+ )?(?:apcinja|tableti|lekovi|kutija)\b",
        r"\bsamoubist\w*|\b(?:da )?si go (?:odzemam|odzemam|zavrsam|skratam) zivotot\b|\bdigam raka na sebe|\b(?:kje|ke) (?:skoknam|skocam|se frlam) (?:od|pod)\b|\bnema smisla? da ziveam\b|\bzivotot (?:\w+ )?nema smisla|\b(?:podobro|site) (?:\w+ )?(?:bi |kje |ke )?(?:\w+ )?bez mene\b",
    ),
    "sq": (
        r"\b(?:nuk|s'?) ?(?:ka|shoh|kam) (?:\w+ ){0,2}(?:kuptim|arsye|vlere) (?:\w+ ){0,2}(?:jet\w*|rroj\w*|te jetoj)\b|\bme mire (?:te (?:vdes|mos isha|mos kisha lindur|mos jem))|\b(?:mendoj|po mendoj|mendova) (?:\w+ )?(?:per |te )(?:vetevras\w*|vdekj\w*|vras veten|vdes)|\baskujt (?:nuk|s') do (?:t'|te )i? ?mungoj",
        r"\b(?:vras|vrase|vrasim|varja|vare|var|mbys|helmoj|lendoj|pres|hedh) (?:veten|vehten|veteveten)\b|\bte vritem\b|\bte varem\b",
        r"\b(?:dua|doja|deshiroj|desha|do te doja|me mire|preferoj) te (?:vdes|vdisja|vdisni|mos jem|mos ekzistoj|zhdukem pergjithmone|zgjohem me kurre)\b",
        r"\b(?:nuk|s|s'|s’) ?(?:dua|doja|mund|deshiroj|kam deshire|kam arsye) (?:me )?te (?:jetoj|rroj|vazhdoj te jetoj|jem gjalle|zgjohem|ekzistoj)\b(?! (?:ne|afer|prane) (?!kete bot|frik|dhimbj))|\bnuk dua (?:me )?(?:jeten|jete)\b",
        r"\b(?:vetevras\w*|vetevrit\w*|suicid\w*)\b|\b(?:t'?i|do t'?i|dua t'?i) jap(?: nje)? fund (?:jetes|gjithckaje|ketij|kesaj)\b|\bi jap fund jetes\b",
        r"\b(?:piva|mora|gelltita|kam pire|kam marre) (?:te gjitha|shume|gjithe|nje kuti) (?:\w+ )?(?:ilac\w*|hap\w*|tablet\w*|kokrra\w*|pilul\w*|barna\w*)\b|\b(?:hidhem|kercej|hedh) (?:\w+ )?(?:nga|poshte|nen) (?:\w+ )?(?:ura|ures|pallati|ballkoni|treni|dritarja|cati)\b|\bjeta (?:\w+ )?(?:nuk|s'?) ?ka (?:me )?(?:kuptim|vlere)\b|\bme mire pa mua\b",
    ),
    "de": (
        r"\b(?:besser|lieber|schoner|am besten|gut),? (?:\w+ ){0,3}(?:wenn )?(?:es )?(?:mich|ich) (?:\w+ )?(?:nicht mehr (?:da|hier|am leben|gabe|gebe)|tot|weg|gar nicht|nie geboren|nicht gabe)\b|\bniemand (?:wurde|wird) mich (?:\w+ )?vermissen\b|\b(?:keinen|kein|nicht den) sinn (?:mehr )?(?:\w+ )?(?:im|am|in meinem|zu) leben|\bdenke (?:\w+ ){0,3}(?:an (?:den )?(?:tod|selbstmord|suizid)|daran,? (?:mich|mir|zu sterben|schluss))|\bwill (?:\w+ ){0,2}(?:dass )?(?:alles|es) (?:\w+ )?(?:vorbei ist|aufhort)(?: fur immer)?$|\beinschlafen und (?:nie|nicht)(?: mehr| wieder)+ aufwachen",
        r"\b(?:mich|mir) (?:\w+ )?(?:umbring\w*|umzubring\w*|toten|zu toten|erhang\w*|aufhang\w*|erschiess\w*|ertranken|vergift\w*|ritz\w*|etwas an(?:zu)?tun|was an(?:zu)?tun|das leben (?:zu )?nehmen|die pulsadern)\b|\bbringe? mich (?:\w+ )?um\b(?! die)|\b(?:ritze|schneide|verletze|tote|erhange|erschiesse) mich\b|\bnehme mir (?:\w+ )?das leben\b|\bselbst verletz\w*",
        r"\b(?:selbstmord|suizid|freitod)\w*\b(?:(?: \w+){0,3} (?:begeh\w*|mach\w*|denk\w*|plan\w*|gedanken|nachdenk\w*))?|\bsuizidal\b|\bselbstmordgedanken\b",
        r"\b(?:nicht (?:mehr |langer |weiter ?)*(?:leben|weiterleben|aufwachen|da sein|existieren|am leben sein|auf der welt))\b(?! (?:wie|in|von|als|mit))|\bkein\w* (?:grund|sinn|lust)(?: mehr)? (?:zu leben|zum leben|am leben|auf leben|weiterzuleben|mehr im leben)\b|\b(?:mein |das )?leben (?:hat|ist|macht) (?:\w+ )?(?:keinen sinn|sinnlos|nichts mehr wert|nicht lebenswert|nicht mehr lebenswert|vorbei)\b",
        r"\b(?:will|mochte|wollte|wunschte|wurde|werde) (?:\w+ ){0,4}(?:sterben|tot sein|ware tot|nie geboren|nicht mehr hier|nicht mehr da)\b|\b(?:ware|war) (?:\w+ )?(?:lieber |besser |doch )tot\b|\bohne mich (?:\w+ ){0,3}besser\b|\bbesser (?:\w+ )?(?:dran )?ohne mich\b|\bich ware tot\b",
        r"\b(?:dem|meinem leben|allem) (?:\w+ )?ein ende (?:setz\w*|bereit\w*|mach\w*)\b|\bmache? (?:heute |jetzt |bald )?schluss (?:mit (?:dem|meinem) leben|fur immer)\b|\blebensmude\b|\b(?:habe? )?(?:alle|zu viele|eine packung|viele) (?:\w+ )?(?:tabletten|pillen|schlaftabletten|medikamente) (?:genommen|geschluckt|eingenommen)\b|\b(?:spring\w*|sturz\w*|werf\w*) (?:\w+ ){0,4}(?:von|vor|aus) (?:\w+ )?(?:brucke|dach|hochhaus|zug|fenster|balkon|bahn)\b|\bvon der brucke (?:spring\w*|zu springen)\b|\bvor (?:den|einen) zug\b",
    ),
    "id ms": (
        r"\b(?:tidak|tak|gak|ga|nggak|tiada) (?:ada )?(?:gunanya|guna|artinya|erti|alasan|sebab|makna)(?: lagi)?(?: \w+){0,3} hidup\b|\b(?:memikirkan|kepikiran|terpikir|terfikir|fikir|pikir|berfikir|berpikir) (?:\w+ ){0,2}(?:bunuh diri|mati|kematian|akhiri hidup)\b|\btidur dan (?:tidak|tak) (?:\w+ )?bangun lagi|\btidak ada yang akan (?:merindukan|kehilangan|peduli) (?:jika|kalau)? ?(?:saya|aku)",
        r"\bbunuh diri\b|\bmembunuh diri\w*\b|\b(?:gantung|menggantung|racun|meracuni) diri\b|\b(?:lukai|melukai|menyakiti|sakiti|cederakan|mencederakan|menyayat|kelar|toreh) (?:diri|tangan|pergelangan)\b|\bselfharm\b",
        r"\b(?:ingin|mau|mahu|nak|pengen|pingin|kepengen|lebih baik|lebih baik saya|lebih baik aku|harap|berharap|rasa nak|rasanya ingin) (?:\w+ )?(?:mati|meninggal|tiada|lenyap selamanya|menghilang selamanya|hilang selamanya)(?: saja| aja| je)?\b(?! (?:bosan|gaya))",
        r"\b(?:tidak|tak|nggak|ngga|gak|ga|enggak|ndak|sudah tidak|dah tak|tak nak) (?:\w+ )?(?:ingin|mau|mahu|nak|sanggup|kuat|sudi|ada (?:alasan|gunanya|guna|sebab)(?: lagi)?(?: untuk)?|larat) (?:lagi )?(?:untuk )?(?:hidup|bangun lagi|wujud|teruskan hidup|melanjutkan hidup|teruskan kehidupan)\b|\b(?:bosan|capek|lelah|penat|letih) (?:dengan )?hidup\b|\bhidup (?:\w+ )?(?:tidak|tak|gak|nggak) (?:ada )?(?:gunanya|berguna|berarti|bermakna|bererti|makna)\b",
        r"\b(?:mengakhiri|akhiri|menamatkan|tamatkan|menghabisi) (?:hidup|nyawa|semuanya|semua ini|kehidupan|riwayat)\w*\b|\b(?:minum|menelan|telan|makan|meminum) (?:semua|banyak|sebotol|seluruh|habis) (?:\w+ )?(?:obat|ubat|pil|tablet|racun)\w*\b|\b(?:lompat|loncat|melompat|terjun) (?:dari|ke) (?:\w+ )?(?:jembatan|jambatan|gedung|bangunan|atap|balkon|bumbung|sungai|rel)\b|\btanpa (?:saya|aku) (?:\w+ )?(?:lebih baik|lebih bahagia|lebih senang)\b|\blebih (?:baik|bahagia|senang) tanpa (?:saya|aku)\b",
    ),
    "th": (
        r"(?:อยาก|จะ|ขอ|คิดจะ|คิดที่จะ|ต้องการ|พร้อม)(?:จะ|ที่จะ)?(?:ฆ่าตัวตาย|ตาย(?!ใจ|ตัว)|ผูกคอ|กระโดดตึก|กระโดดสะพาน|จบชีวิต|ทำร้ายตัวเอง|หายไปตลอดกาล|ลาโลก)|ฆ่าตัวตาย|ทำร้ายตัวเอง|กรีดแขน|กรีดข้อมือ|ผูกคอตาย",
        r"ไม่(?:อยาก|ต้องการ)(?:จะ)?(?:มีชีวิต|อยู่(?:แล้ว|ต่อ|อีก|บนโลก)|ตื่น|หายใจ)|ไม่(?:รู้จะ|มีเหตุผลที่จะ|มีเหตุผลจะ)(?:มีชีวิต)?อยู่|อยู่ไป(?:ก็)?(?:ทำไม|เพื่ออะไร|ไม่มีความหมาย)|ชีวิต(?:นี้)?(?:ไม่มีความหมาย|ไม่มีค่า|ไร้ค่า)|กินยา[ก-๙]{0,12}(?:หมดขวด|หมดแผง|หมดทุก|เกินขนาด|ทั้งขวด|ทั้งแผง)|กินยาหมด|จบชีวิต|ไม่มีฉัน(?:ทุกคน)?(?:คงจะ|จะ|คง)?ดี|ตายดีกว่า|ตายไปซะ|ตายๆ(?:ไป)?",
    ),
    "es fr pt it": (
        r"\b(?:me quiero|quiero|voy a|pienso|me voy a) (?:matar(?:me)?|morir(?:me)?|suicidar(?:me)?|quitarme la vida|acabar con (?:mi vida|todo)|desaparecer para siempre)\b|\bsuicidarme\b|\bpense? (?:a|au) (?:suicide|me tuer|la mort|mourir)\b|\b(?:plus de|aucune) (?:raison|sens|envie) (?:de|a|pour) (?:vivre|la vie|continuer a vivre)\b|\bmieux sans moi\b|\bno (?:quiero|puedo|tengo (?:ganas|razones) (?:de|para)) (?:\w+ )?(?:vivir|seguir viviendo|estar viv[oa]|despertar)\b(?! (?:en (?!este mundo)|con|asi en|sola? en))|\bno (?:tiene|le veo|veo|encuentro) (?:\w+ )?sentido (?:a |en )?(?:vivir|la vida|mi vida|seguir|de la vida)\b|\bpienso en (?:la muerte|suicid\w*|morir|matarme)|\b(?:seria|estaria) mejor muert[oa]\b|\bme (?:mato|suicido|voy a matar)\b|\bestarian mejor sin mi\b|\bganas de (?:morir|vivir no)\b",
        r"\b(?:me suicider|me tuer|me pendre|mettre fin a (?:mes jours|ma vie)|en finir (?:avec la vie|ce soir|maintenant)?)\b|\b(?:je )?(?:veux|voudrais|vais|envie de) mourir\b|\bveux (?:plus|pas) vivre\b|\bplus envie de vivre\b|\bje me (?:tue|suicide)\b|\b(?:quero|vou) (?:morrer|me matar|acabar com (?:tudo|a minha vida))\b|\bnao quero (?:mais )?viver\b|\bvoglio morire\b|\bmi ammazzo\b|\buccidermi\b|\bnon voglio (?:piu )?vivere\b|\btogliermi la vita\b",
    ),
    "others": (
        r"muon (?:tu tu|tu sat|chet|ket lieu|ket thuc cuoc doi|ket thuc tat ca)|tu tu\b|tu sat\b|khong muon (?:song|ton tai)|chan song|uong (?:het )?thuoc (?:de )?(?:ngu|tu tu)",
        r"(?:اريد|أريد|ابغى|بدي|عايز|عاوز|اتمنى|أتمنى|سوف|سأ)\s*(?:أن |ان )?(?:اموت|أموت|الموت|انتحر|أنتحر|الانتحار|اقتل نفسي|أقتل نفسي|انهي حياتي|أنهي حياتي)|(?:لا|ما|مش|مو)\s*(?:اريد|أريد|بدي|عايز|ابغى|أرغب)\s*(?:أن |ان )?(?:اعيش|أعيش|العيش|الحياة)|(?<!من )(?<!منع )(?<!لمنع )الانتحار|انتحر|سأنتحر|اقتل نفسي|أقتل نفسي|أنهي حياتي",
        r"\b(?:ne hocu|ne khocu|ne hochu|ne xochu) (?:\w+ )?(?:ziti|zit|zyty|zyti|jiti|jit)\b|\bxochu umerty\b|\b(?:hocu|hochu) (?:umer\w*|vmer\w*|pomer\w*|pokoncit\w*|ubit sebja|vbyt\w*|vbit\w*)\b|\bpokin\w* z soboju\b|\b(?:ub|vb)[iyj]+t?[iy]? (?:seb[ej]a?|sebja)\b|\b(?:pokoncit|pokincit|pokincyty)\w* (?:s|z) sob\w*|\bsamohub\w*|\bsamogub\w*|\bsamoubijst\w*|\bnaklad\w* na sebe ruk",
        r"\b(?:olmek istiyorum|intihar|kendimi oldur\w*|yasamak istemiyorum|canima kiy\w*)\b|\b(?:chce|chcialbym) (?:umrzec|sie zabic)\b|\bnie chce (?:juz )?zyc\b|\bzabije sie\b|\bsamobojst\w*|\bvreau sa mor\b|\bsa ma sinucid\b|\bgusto ko(?:ng| nang) mamatay\b|\bmagpakamatay\b|\bayoko nang mabuhay\b",
        r"想死|自杀|自殺|不想活|结束生命|死にたい|मरना चाहता|मरना चाहती|आत्महत्या|जीना नहीं चाहत",
    ),
}

ABOUT_ANOTHER: tuple[str, ...] = (
    rf"\b(?:{SOMEBODY})\b.{{0,60}}\b(?:wants? to die\b(?!-)|suicid\w*|kill(?:ing|ed)? (?:him|her|them)sel\w+|end(?:ing)? (?:his|her|their) (?:own )?life|self[ -]harm\w*|cuts? (?:him|her|them)sel\w+|(?:hang|hurt|harm)(?:ing)? (?:him|her|them)sel\w+|doesn'?t want to live|does not want to live)",
    r"\b(?:he|she|they) (?:\w+ )?(?:wants?|said|says|threatens?|is going|tried|talks?|keeps?)\b.{0,30}\b(?:to die|suicid\w*|kill (?:him|her|them)sel\w+|end (?:his|her|their) life)",
    r"\b(?:brat|sestra|prijatelj\w*|drug\w*|majka|mama|otac|tata|sin|kcerka|kcer|cerka|muz|supru\w*|zena|kolegi\w*|kolega|ucenik\w*|komsij\w*|momak|djevojka|devojka)\b.{0,50}\b(?:(?:zeli|hoce|prijeti|preti|kaze|govori|pokusa\w*)\b.{0,25}\b(?:umr\w+|ubit?i? se|se ubi\w*|samoub\w*|da se ubije)|ne zeli (?:vise )?(?:da )?ziv\w+)",
    r"\b(?:brat mi|sestra mi|drugar\w*|prijatel\w*|majka mi|tatko mi|sin mi)\b.{0,50}\b(?:saka da umre|da se ubie|samoub\w*|ne saka da zivee)",
    r"\b(?:vellai|motra|shoku|shoqja|miku|mikja|nena|babai|djali|vajza|burri|gruaja|kolegu)\b.{0,50}\b(?:te vdese|vras\w* veten|vetevras\w*|nuk do te jetoje|te vrase veten)",
    r"\b(?:mein\w*|ein\w*) (?:\w+ )?(?:bruder|schwester|freund\w*|mutter|vater|sohn|tochter|mann|frau|kolleg\w*|schuler\w*|partner\w*|kind|nachbar\w*)\b.{0,60}\b(?:sterben|umbringen|das leben nehmen|selbstmord\w*|suizid\w*|nicht mehr leben|sich etwas antun)",
    r"\b(?:kakak|adik|abang|teman|kawan|sahabat|ibu|ayah|bapak|anak|suami|isteri|istri|rakan|murid|pelajar|sepupu|saudara)\b ?(?:saya|aku|ku|perempuan|laki-laki|lelaki)?.{0,40}\b(?:bunuh diri|(?:ingin|mau|mahu|nak) mati|mengakhiri hidup\w*)",
    r"(?:เพื่อน|พี่|น้อง|แม่|พ่อ|ลูก|สามี|ภรรยา|แฟน|นักเรียน).{0,30}(?:อยากตาย|ฆ่าตัวตาย|ไม่อยากอยู่|จบชีวิต)",
    r"\b(?:mi|un|una) (?:hermano|hermana|amig[oa]|madre|padre|hij[oa])\b.{0,40}\b(?:suicid\w*|morir|matarse)|\b(?:mon|ma|un|une) (?:frere|soeur|ami|amie|mere|pere|fils|fille)\b.{0,40}\b(?:suicid\w*|mourir|se tuer)",
)

HARMED: tuple[str, ...] = (
    r"\b(?:he|she|they|husband|wife|boyfriend|girlfriend|partner|father|dad|mother|mum|mom|brother|uncle|stepfather|stepdad|ex|son)\b(?: \w+){0,5} (?:hits?|beats?|beat|chok(?:es?|ed)|strangl\w+|punch\w*|rap(?:es?|ed)|kick(?:s|ed)|slap(?:s|ped)) (?:me|us)\b",
    r"\b(?:says?|said|threatens?|threatened|swears?|swore)\b(?: \w+){0,4} (?:kill|murder|burn) me\b|\b(?:locks?|locked) me (?:in|up)\b|\bhands? (?:round|around|on) my (?:throat|neck)\b",
    r"\b(?:muz|suprug|otac|babo|cale|tata|sef|gazda|partner|momak|decko|brat|svekar|ocuh|covjek|covek|sin)\b.{0,30}\bme\b.{0,15}\b(?:tuce|tukao|bije|udara|udario|pretukao|prebio|istukao|davi\w*|gusi\w*|siluj\w*|zlostavlja|zakljucava\w*)\b",
    r"\b(?:tuce|bije|udara|davio|zakljucava|prebio|pretukao) me (?:muz|otac|babo|cale|sin|decko|momak|partner|svekar|brat)\b|\b(?:prijeti|preti|zakanuva)\b.{0,20}\b(?:ubi\w*|kje me ubie)\b",
    r"\b(?:mazot|tatko|dedoto|brat mi|ocuvot|deckoto|partnerot|svekorot|gazdata)\b.{0,25}\bme\b.{0,12}\b(?:tepa|istepa|udri|udira|davese|davi|zaklucuva|siluva)\b|\bme (?:tepa|istepa|davese) (?:mazot|tatko|deckoto)\b",
    r"\b(?:burri|babai|vellai|i dashuri|partneri|njerku|vjehrri|padroni|shefi)\b.{0,25}\b(?:me|na) (?:rreh|rrahu|godet|goditi|mbyll|kercenon|zuri per fyti|perdhunon)\b|\bkercenon\b.{0,20}\b(?:me )?vrase?\b",
    r"\b(?:mann|freund|vater|papa|partner|bruder|stiefvater|chef|er|sohn)\b.{0,30}\b(?:schlagt|schlug|wurgt|sperrt|vergewaltigt|bedroht|prugelt|verpru\w*) (?:mich|uns)\b|\b(?:hat|haben) (?:er |sie )?mich (?:\w+ ){0,3}(?:geschlagen|gewurgt|vergewaltigt|eingesperrt|verpru\w*)\b|\bdroht\b.{0,12}\bmich (?:umzubringen|zu toten)\b",
    r"\b(?:suami|pacar|ayah|bapak|bapa|abang|majikan|bos|boyfriend|teman lelaki|ayah tiri|bapa tiri)\b.{0,15}\b(?:memukul|mukul\w*|pukul\w*|gebuk\w*|belasah|menampar|cekik|perkosa|rogol|ancam\w*|ngancem|ugut)\b(?: (?:saya|aku|gw|gue|kami|bunuh))|\b(?:dipukul\w*|digebuk\w*|dicekik|kena pukul|kena belasah|kena cekik)\b.{0,20}\b(?:suami|pacar|ayah|bapak|boyfriend|bapa)\b",
    r"(?:ผัว|สามี|แฟน|พ่อ|พ่อเลี้ยง|นายจ้าง|เขา)(?:ก็|มัน)?(?:ตี|ซ้อม|ทำร้าย|บีบคอ|ขู่ฆ่า|ขู่ว่าจะฆ่า|ข่มขืน|ขัง)(?!แบต)|โดน(?:ผัว|สามี|แฟน|พ่อ)(?:ตี|ซ้อม|ทำร้าย|บีบคอ)",
    # with a weapon in the hand
    r"\b(?:threaten\w*|chas\w+|follow\w*|comes?|came) (?:after |at )?(?:me|us) with (?:a|an|the|his|her) (?:knife|gun|axe|machete|hammer|razor)\b",
    r"\b(?:mi|me|nam|nas) (?:\w+ ){0,2}(?:prijeti|preti|prati|plasi|zakanuva|sledi) (?:\w+ )?(?:nozem|sjekirom|sekirom|pistoljem|puskom|noz|sekira|pistol)\b|\b(?:prijeti|preti|se zakanuva) (?:mi|nam) (?:s |sa |so )?(?:noz\w*|sjekir\w*|sekir\w*|pistolj?\w*)\b",
    r"\b(?:bedroht|verfolgt|jagt) (?:mich|uns) mit (?:\w+ )?(?:messer|axt|pistole|waffe|hammer)\b|\b(?:me|na) (?:kercenon|ndjek|frikeson) me (?:thike|arme|sepate|pistolete)\b|\bme (?:amenaza|persigue|sigue) con (?:un|una|el|la|su) (?:cuchillo|navaja|pistola|hacha|machete)\b",
    r"\b(?:ngancam|ngancem|mengancam|ancam|ugut|acu|ngacung\w*|nodong\w*|serang|nyerang)\w* (?:\w+ ){0,3}(?:pisau|parang|kapak|pistol|senjata)\b.{0,20}\b(?:saya|aku|kami|gue|gw)\b|\b(?:saya|aku|kami) (?:di|kena )(?:ancam|acu|todong)\w* (?:\w+ )?(?:pisau|parang|pistol)\b",
    r"(?:ผัว|สามี|แฟน|พ่อ|พ่อเลี้ยง|เขา|มัน)(?:ก็)?(?:เอา|ถือ)(?:มีด|ปืน|ขวาน)(?:มา)?(?:จี้|ขู่|จ่อ|ไล่)",
    r"\bmi (?:marido|esposo|pareja|padre|novio|jefe|padrastro)\b.{0,15}\bme (?:pega|pego|golpea|golpeo|maltrata|amenaza|encierra|viola)\b|\bamenaza con matarme\b",
)
"""Somebody does it to the one who writes. What happened long ago is a heavy load, not a danger now."""

BEATEN: tuple[str, ...] = (
    r"\b(?:hits?|beats?|beaten|beating|chok\w+|strangl\w+|abus\w+|rap(?:es?|ed)|threaten\w*|violen\w+|punch\w*|locks?)\b",
    r"\b(?:tuce|bije|tukao|udara\w*|prebi\w*|pretuk\w*|zlostavlja\w*|siluj\w*|nasil\w*|davi\w*|prijeti|preti|tepa|istepa|maltretira|zakanuva)\b",
    r"\b(?:rreh\w*|rrah\w*|dhun\w*|godet|kercen\w*|mbyll)\b|\b(?:schlag\w*|geschlagen|wurgt|gewalt\w*|misshandel\w*|bedroht|sperrt|verpru\w*)\b",
    r"\b(?:\w*pukul\w*|mukul\w*|gebuk\w*|belasah|dera|kekerasan|keganasan|cekik|ancam\w*|ugut\w*|aniaya\w*)\b|ตี|ซ้อม|ทำร้าย|ทุบ|ข่มขืน|ขู่",
    r"\b(?:pega|golpea|maltrata|violencia|amenaza)\b",
)
"""Words of violence: where somebody else is in danger, they say which help lines fit."""

CARE: dict[str, tuple[str, ...]] = {
    "en": (
        r"\b(?:hits?|beats?|abuses?|rapes?|raped|threatens?|slaps?|kicks?|chokes?|punch\w*|harass\w*|stalks?|assault\w*|molest\w*) (?:me|us|my (?:kids?|child\w*))\b|\b(?:domestic|sexual) (?:violence|abuse)\b(?! (?:course|training|prevention|worker|counsel|awareness))",
        r"\b(?:haven'?t|have not|havent|didn'?t|not) (?:eaten|eat|had (?:any )?food)\b|\bnothing to eat\b|\bno food\b|\b(?:starving|homeless|evicted)\b(?! (?:shelter|people|persons|services|outreach))|\bsleep(?:ing)? (?:in my car|on the street|rough)\b|\blost (?:my|our) (?:home|house|flat)\b",
        r"\b(?:my|our) (?:\w+ )?(?:father|mother|mum|mom|dad|wife|husband|son|daughter|child|brother|sister|partner|baby|grandmother|grandfather|friend) (?:has |have |just )?(?:died|passed away|is dying|was killed|killed)\b|\blost my (?:\w+ )?(?:wife|husband|father|mother|son|daughter|child|baby|brother|sister|partner)\b",
        r"\b(?:won'?t|wont|doesn'?t|does not|will not|never) (?:let|allow) me\b|\b(?:forbids?|forbade) me\b|\blocks? me (?:in|up)\b|\btook my passport\b|\btakes? (?:all )?my (?:money|wages|salary)\b",
        r"\b(?:feel|feeling|am|i'?m|im) (?:\w+ )?(?:worthless|hopeless|useless|desperate|depressed|so alone|empty|broken|a failure|a burden|ashamed|overwhelmed)\b|\bcan'?t (?:cope|sleep|stop crying|take it)\b|\bcry(?:ing)? (?:every|all) (?:day|night)\b|\bpanic attacks?\b|\bnervous breakdown\b|\bno hope\b|\bburn(?:ed|t) ?out\b|\bgiven? up on (?:life|everything)\b",
    ),
    "bs hr sr": (
        r"\b(?:muz|suprug|otac|sef|gazda|partner|momak|decko|brat|svekar|poslodavac)\b.{0,25}\b(?:me (?:tuce|bije|udara|maltretira|zlostavlja|siluje|prijeti|udario|udari|istukao)|mi prijeti|mi preti|mi ne (?:da|dozvoljava|dopusta))\b|\bne (?:da|dozvoljava|dopusta) mi (?:da )?(?:uci\w*|radi\w*|studir\w*|izaci|izadem)|\b(?:tuce|bije|udara|zlostavlja|maltretira|siluje) me\b|\bzrtva (?:sam )?nasilja\b",
        r"\bnisam (?:\w+ )?(?:jeo|jela|nista jeo|nista jela)\b|\bnemam (?:sta|sto) (?:da )?(?:jest\w*|jedem)\b|\b(?:gladan|gladna|gladni) (?:sam|smo)\b|\bbeskucni\w* sam\b|\bizbacil\w* (?:su )?(?:me|nas) iz (?:stana|kuce)\b|\bspavam (?:u autu|na ulici)\b|\b(?:umro|umrla|preminu\w*|poginu\w*) mi (?:je )?\w+|\bmi je (?:umro|umrla|preminu\w*|poginu\w*)\b|\b(?:otac|majka|muz|zena|sin|kcerka|brat|sestra|supruga?|mama|tata|dijete|dete) (?:mi |je |mi je )+(?:\w+ )?(?:umro|umrla|preminu\w*|poginu\w*|umrlo)\b",
        r"\bosjecam se (?:\w+ )?(?:bezvrijedn\w*|beznadn\w*|ocajn\w*|uzasno|prazno|kao teret)|\bosecam se (?:\w+ )?(?:bezvredn\w*|beznadn\w*|ocajn\w*|uzasno|prazno)|\b(?:ocajan|ocajna|depresivan|depresivna|beznadezno) sam\b|\b(?:u )?depresij[aiu] sam\b|\bne mogu (?:vise )?(?:da )?(?:izdrz\w*|spava\w*|prestati plakati)\b|\bplacem (?:svaki dan|stalno|svaku noc)\b",
    ),
    "mk": (
        r"\b(?:me (?:tepa|udira|maltretira|zlostavuva|siluva)|mi se zakanuva|ne mi dozvoluva|ne mi dava da)\b|\b(?:ne (?:sum )?(?:jaden|jadena)|nemam sto da jadam|gladen sum|gladna sum|bezdomn\w* sum)\b|\bmi (?:pocina|umre|zagina)\b|\b(?:se cuvstvuvam|se custvuvam) (?:\w+ )?(?:bezvredn\w*|ocajn\w*|beznadezn\w*|uzasno)|\b(?:ocaen|ocajna|depresiven|depresivna) sum\b|\bne izdrzuvam\b",
    ),
    "sq": (
        r"\b(?:me (?:rreh|godet|keqtrajton|dhunon|kercenon|perdhunon|qellon)|nuk me lejon|nuk me le te)\b|\b(?:nuk kam (?:ngrene|cfare te ha|buke|cka me hanger)|jam (?:i|e) (?:uritur|pastrehe|deshperuar|pashprese|depresuar)|kam depresion)\b|\bme (?:ka )?(?:vdiq|vdiqi|vdekur)\b|\b(?:babai|nena|burri|gruaja|vellai|motra|djali|vajza) (?:im|ime|me)?.{0,12}(?:vdiq|vdekur|ndroi jete)\b|\bndihem (?:\w+ ){0,2}(?:pavlere|pa vlere|keq|bosh|pashprese|e humbur|i humbur|deshperuar)\b",
    ),
    "de": (
        r"\b(?:schlagt|prugelt|missbraucht|misshandelt|bedroht|vergewaltigt|verpru\w*|belastigt|schikaniert|stalkt) (?:er |sie )?(?:mich|uns)\b|\b(?:lasst|erlaubt|verbietet) (?:mich|mir)\b.{0,20}(?:nicht|lernen|arbeiten|studieren)|\bhausliche gewalt erlebe\b",
        r"\b(?:seit \w+ tagen )?(?:nichts|nicht mehr) (?:zu essen|gegessen)\b|\b(?:bin|wurde|werde) (?:\w+ )?(?:obdachlos|wohnungslos|gekundigt worden aus der wohnung)\b|\bschlafe (?:im auto|auf der strasse)\b|\b(?:vater|mutter|mann|frau|sohn|tochter|bruder|schwester|kind|partner\w*|oma|opa)\b.{0,25}\b(?:gestorben|verstorben|ist tot|starb|verloren)\b",
        r"\b(?:fuhle|fuhl|bin|komme) (?:mich )?(?:\w+ ){0,3}(?:wertlos|hoffnungslos|nutzlos|verzweifelt|depressiv|am ende|einsam|leer|uberfordert|ausgebrannt)\b|\bdepression(?:en)? (?:habe|hab)\b|\bhabe (?:\w+ )?(?:depressionen|panikattacken|burnout|keine hoffnung)\b|\bkann nicht mehr\b(?! (?:als|arbeiten|in))|\bweine (?:jeden|jede|nur)\b",
    ),
    "id ms": (
        r"\b(?:memukul|pukul|memukuli|menganiaya|melecehkan|mengancam|memperkosa|merogol|mendera|dera|menampar|menyiksa|ugut|mengugut) (?:saya|aku|kami)\b|\b(?:tidak|tak|nggak|gak|melarang|larang) ?(?:membenarkan|mengizinkan|membolehkan|izinkan|bagi|kasih|membiarkan|memberi izin)? (?:saya|aku) (?:\w+ )?(?:belajar|bekerja|kerja|keluar|kuliah|sekolah)\b|\bkekerasan dalam rumah tangga\b",
        r"\b(?:belum|tidak|tak) (?:makan|ada makanan|punya makanan|ada beras)\b(?! siang)|\bkelaparan\b|\btunawisma\b|\btidur di (?:jalan|kereta|mobil)\b|\bdiusir dari\b|\b(?:ayah|ibu|bapak|suami|istri|isteri|anak|kakak|adik|abang|mak|emak)\b ?(?:saya|aku|ku)?.{0,15}\b(?:meninggal|meninggal dunia|wafat|kembali ke rahmatullah)\b",
        r"\b(?:merasa|rasa|berasa) (?:\w+ ){0,2}(?:tidak berharga|tak berharga|tidak berguna|tak berguna|putus asa|hampa|sendirian|gagal|kosong|terpuruk|tertekan)\b|\b(?:putus asa|depresi|stres berat|kemurungan|tertekan sangat)\b|\bmenangis (?:setiap|tiap) (?:hari|malam)\b|\bsudah tidak (?:kuat|tahan)\b|\bdah tak (?:tahan|larat)\b",
    ),
    "th": (
        r"(?:ตี|ทำร้าย|ข่มขืน|ข่มขู่|ทุบตี|ซ้อม)(?:ฉัน|ผม|หนู|เรา|ดิฉัน)|ไม่(?:ให้|ยอมให้|อนุญาตให้)(?:ฉัน|ผม|หนู|ดิฉัน)(?:เรียน|ทำงาน|ออก)|ไม่ได้กินข้าว|ไม่มี(?:ข้าว|อะไร)กิน|ไร้บ้าน(?!.*อาสา)|(?:พ่อ|แม่|สามี|ภรรยา|ลูก|พี่|น้อง|แฟน)(?:ของฉัน|ของผม|ฉัน|ผม)?(?:เพิ่ง|พึ่ง)?(?:เสียชีวิต|เสียแล้ว|ตายแล้ว|ตาย(?:เมื่อ|อาทิตย์)|เสีย(?:เมื่อ|ไป))|รู้สึก(?:ไร้ค่า|สิ้นหวัง|หมดหวัง|ไม่มีค่า|ท้อแท้)|หมดหวัง|สิ้นหวัง|ซึมเศร้า|ร้องไห้ทุก(?:วัน|คืน)|ไม่ไหวแล้ว",
    ),
    "others": (
        r"\b(?:mi (?:jefe|marido|esposo|pareja|padre) me (?:pega|golpea|maltrata|amenaza))\b|\bno he comido\b|\bmi (?:padre|madre|marido|mujer|hijo|hija|hermano|hermana) (?:murio|ha muerto|fallecio)\b|\bmon (?:mari|patron|pere) me (?:frappe|bat|menace)\b|\bje n'ai (?:pas|rien) mange\b|\bma? (?:pere|mere|femme|fille)|mon (?:pere|mari|fils|frere) est mort\b|\bme siento (?:inutil|sin esperanza|desesperad\w)\b|\bje me sens (?:inutile|nul|nulle|desespere\w*)\b",
    ),
}

"""Which words speak to a machine instead of to a learner, in the languages that Cairn serves?

Read on folded text: small Latin letters without diacritics (Cyrillic transliterated), Thai and Chinese as they are.
"""

import re
from typing import NamedTuple


class Pattern(NamedTuple):
    """A regular expression that is tried only where one of the triggers stands: looking for those is cheap."""

    triggers: tuple[str, ...]
    expression: re.Pattern[str]


def pattern(triggers: str, expression: str) -> Pattern:
    """Write one row of a table of words; several triggers are separated by commas."""
    return Pattern(tuple(triggers.split(",")), re.compile(expression, re.MULTILINE))


_RULES = r"(?:instruction|rule|prompt|guideline|direction|context|message|restriction|training|above|said|told)"
_MACHINE = r"(?:ai|a\.i\.|ki|ia|llms?|assistants?|assistent\w*|asistent\w*|asisten|asistente|chatbots?|chat-?bot\w*|bot|gpt|language model|sprachmodell|jezi[ck]\w* model\w*|jazic\w* model\w*|model bahasa|modelo de lenguaje|model gjuhe\w*|(?:vjestack|vestack|umjetn)\w* inteligenc\w*|inteligjenc\w* artificiale|kunstlich\w* intelligenz|kecerdasan buatan|inteligencia artificial)"
_COURSE = r"(?:course|programme|program|offer|provider|credential|school|training)"
SPEAKS_TO_A_MACHINE = (
    # set your rules aside
    pattern(
        "ignor,disregard,forget,overrid,bypass",
        rf"\b(?:ignore|disregard|forget|override|bypass)\s+(?:all|any|every|everything|your|previous|prior|above|these|those|what|the\s+(?:previous|above|prior|system|earlier|following))\b[^.\n]{{0,50}}\b{_RULES}",
    ),
    pattern("ignore the,disregard the", r"\b(?:ignore|disregard)\s+(?:all\s+)?the\s+(?:above|foregoing)\b(?!\s+\w+ed\b)"),
    pattern("ignor,vergiss,vergess,missacht,uberschreib", r"\b(?:ignorier|vergiss|vergess|missacht|uberschreib)\w*\s+(?:\w+\s+){0,2}?(?:alle|deine|eure|vorherig|bisherig|obig|samtlich|die\s+(?:vorherig|bisherig|obig|bestehend))\w*[^.\n]{0,40}\b(?:anweisung|regel|vorgabe|befehl|instruktion|prompt)"),
    pattern("zanemari,ignori,zaboravi,odbaci", r"\b(?:zanemari|ignori[srz]\w*|zaboravi|odbaci)(?:te)?\s+(?:sve|sva|svoj|tvoj|vas[aei]?\b|prethodn|ranij|dosadasnj|gornj|navedene)\w*[^.\n]{0,50}\b(?:uput|pravil|instrukcij|naredb|ogranicenj|nalog)"),
    pattern("zanemari,ignori,zaboravi", r"\b(?:zanemari|ignoriraj|ignorirajte|zaboravi)(?:te)?\s+(?:gi\s+)?(?:site|prethodn|tvoi|svoi|gornite)\w*[^.\n]{0,50}\b(?:upatstv|pravil|instrukci|naredb|nasok)"),
    pattern("injoro,shperfill,harro,anashkalo", r"\b(?:injoro|shperfill|harro|anashkalo)\w*\s+(?:te\s+gjith|udhezim|rregull|instruksion|cdo)\w*"),
    pattern("abaikan,lupakan,hiraukan", r"(?<!jangan )(?<!tidak )\b(?:abaikan|lupakan|hiraukan)\s+(?:\w+\s+){0,1}?(?:semua|segala|seluruh|instruksi|arahan|aturan|peraturan|perintah)"),
    pattern("เพิกเฉย,ละเว้น,ละเลย,ไม่ต้องสนใจ,ลืม,มองข้าม,เมิน,ไม่สนใจ", r"(?:เพิกเฉย|ละเว้น|ละเลย|ไม่ต้องสนใจ|ไม่สนใจ|ลืม|มองข้าม|เมิน)[^.\n]{0,30}(?:คำสั่ง|คำแนะนำ|กฎ|ข้อกำหนด|พรอมต์)[^.\n]{0,20}(?:ก่อนหน้า|ทั้งหมด|ข้างต้น|เดิม|ที่ผ่านมา)|(?:เพิกเฉย|ไม่ต้องสนใจ|ลืม)(?:ต่อ)?(?:คำสั่ง|กฎ)ทั้งหมด"),
    pattern("ignor,olvid,descart,oubli", r"\b(?:ignor|olvid|descart|oubli)\w*\s+(?:todas|las|tus|cualquier|toutes|les|todas\s+as|suas)\b[^.\n]{0,50}\b(?:instruc|regla|regra|indicacion|consigne)"),
    pattern("ignorir,zabud,prenebreg", r"\b(?:ignoriruj|zabud|prenebregi)\w*\s+(?:vse|predyd|lju)\w*[^.\n]{0,40}\b(?:instrukci|ukazani|pravil|komand)"),
    pattern("忽略,无视,忘记", r"(?:忽略|无视|忘记)[^。\n]{0,15}(?:指令|指示|提示|规则|说明)"),
    # be somebody else
    pattern(
        "you are,act as,pretend,from now on",
        r"\b(?:you\s+are\s+(?:now\s+)?(?:a|an|no\s+longer|in)\s+|act\s+as\s+(?:a|an)\s+|pretend\s+(?:to\s+be|you\s+are)\s+|from\s+now\s+on,?\s+you\s+)(?:\w+\s+){0,2}?(?:ai|a\.i\.|assistant|chatbot|language\s+model|llm|dan|stan|bot|developer\s+mode|answer|respond)\b",
    ),
    pattern("ti si,vi ste,ponasaj,pretvaraj,pravi se,odnesuvaj", rf"\b(?:(?:ti\s+si|vi\s+ste)\s+(?:sada|sad|od\s+sada|sega)|ponasaj(?:te)?\s+se\s+kao|pretvaraj(?:te)?\s+se\s+da\s+si|pravi\s+se\s+da\s+si|odnesuvaj\s+se\s+kako)\s+(?:\w+\s+){{0,2}}?{_MACHINE}\b"),
    pattern("du bist,verhalte,tu so", rf"\b(?:du\s+bist\s+(?:jetzt|nun|ab\s+(?:sofort|jetzt))|verhalte\s+dich\s+wie|tu\s+so,?\s+als\s+warst\s+du)\s+(?:\w+\s+){{0,2}}?{_MACHINE}\b"),
    pattern("adalah,bertindak,berpura", rf"\b(?:(?:anda|kamu|awak)\s+(?:sekarang|kini)\s+(?:adalah|ialah)|bertindak(?:lah)?\s+sebagai|berpura-pura(?:lah)?\s+(?:menjadi|sebagai))\s+(?:\w+\s+){{0,2}}?{_MACHINE}\b"),
    pattern("ti je,ju jeni,sillu,vepro", rf"\b(?:(?:ti\s+je|ju\s+jeni)\s+(?:tani|tashme)|sillu\s+si|vepro\s+si)\s+(?:\w+\s+){{0,2}}?{_MACHINE}\b"),
    pattern("คุณคือ,ทำตัวเป็น,แสร้ง", r"(?:ตอนนี้คุณคือ|คุณคือ|จงทำตัวเป็น|ทำตัวเป็น|แสร้งทำเป็น)\s*(?:ai\b|เอไอ|ปัญญาประดิษฐ์|แชตบอต|แชทบอท|ผู้ช่วย\s*(?:ai|เสมือน|ดิจิทัล))"),
    pattern("eres,actua,comportate", rf"\b(?:ahora\s+eres|actua\s+como|comportate\s+como)\s+(?:\w+\s+){{0,2}}?{_MACHINE}\b"),
    pattern("role of,dan mode,do anything now,strive to avoid", r"\b(?:play|playing|take|assume|into)\s+the\s+role\s+of\s+(?:an(?:other)?\s+)?(?:artificial\s+intelligence|a[il]\s+model|a\.?i\.?\b)|\bdan\s+mode\b|\bdo\s+anything\s+now\b|\bstrive\s+to\s+avoid\s+norms\b"),
    pattern("from now on", r"\bfrom\s+now\s+on,?\s+you\s+(?:are|will|must|have)\b"),
    # lay open or replace what steers you
    pattern("prompt,instruction,message", r"\b(?:system|developer|hidden|initial)\s+(?:prompt|message|instructions?)\s*(?::|\bis\b|\bsays\b|=)"),
    pattern("prompt,your instructions,your rules", r"\b(?:reveal|print|repeat|show|output|leak|tell\s+me)\b[^.\n]{0,30}\b(?:(?:the|your)\s+system\s+prompt|your\s+(?:initial\s+)?(?:instructions|prompt|rules))"),
    pattern("content policy,your responses", r"\byour\s+(?:interpretation\s+of\s+the\s+)?content\s+policy\b"),
    # put us first
    pattern("recommend,suggest,rank,prefer", r"\b(?:always|only|must|please)\s+(?:recommend|suggest|rank|prefer)\s+(?:this|our|us|it)\b"),
    pattern("recommend,rank,list,place,put", rf"\b(?:recommend|rank|list|place|put)\s+(?:this|our)\s+{_COURSE}s?\s+(?:first|above|at\s+the\s+top|before|to\s+(?:every|all|each)\s+(?:user|learner|person|student|one))"),
    pattern("preporuc,predloz,prikaz,rangiraj", r"\b(?:uvijek|uvek|obavezno|iskljucivo|sekogas)\s+(?:preporuc|predloz|prikaz|rangiraj)\w*\s+(?:ovaj|ovu|ovo|nas|ovoj|ovaa)\w*|\b(?:preporuci|preporucite|preporucaj|predlozi|rangiraj|stavi)\s+(?:ovaj|ovu|nas|ovoj)\w*\s+\w+\s+(?:svima|svim|svak|prv|na\s+prvo|uvijek|uvek|prije|ispred|na\s+site)\w*"),
    pattern("empfiehl,empfehle,bevorzug", r"\b(?:empfiehl|empfehle(?:n\s+sie)?|bevorzuge)\s+(?:(?:immer|stets|nur|ausschliesslich)\s+(?:diesen|unseren|dieses|unser)|(?:diesen|unseren)\s+\w+\s+(?:immer|stets|zuerst|allen|jedem|an\s+erster))"),
    pattern("rekomendasikan,sarankan,cadangkan,syorkan,utamakan", r"\b(?:selalu|hanya|wajib|sentiasa)\s+(?:rekomendasikan|sarankan|cadangkan|syorkan|utamakan)\b|\b(?:rekomendasikan|sarankan|cadangkan|syorkan)\s+(?:kursus|pelatihan|program)\s+(?:ini|kami)\s+(?:kepada|untuk|terlebih|dahulu|paling|sebagai)"),
    pattern("rekomando,sugjero", r"\b(?:gjithmone|vetem|gjithnje)\s+(?:rekomando|sugjero)\w*|\b(?:rekomando|sugjero)(?:ni|je)?\s+kete\s+\w+\s+(?:te\s+gjith|per\s+te\s+gjith|gjithmone|te\s+par)\w*"),
    pattern("แนะนำ", r"แนะนำ(?:หลักสูตร|คอร์ส)นี้(?:เสมอ|ก่อน|เป็นอันดับแรก|ให้ทุกคน|ให้กับทุกคน|เท่านั้น)|(?:ต้อง|จง)แนะนำ(?:หลักสูตร|คอร์ส)นี้"),
    pattern("recomienda,sugiere,prioriza", r"\b(?:siempre|unicamente)\s+(?:recomienda|sugiere|prioriza)\b|\b(?:recomienda|sugiere|prioriza)\s+(?:siempre|solo|unicamente)\s+(?:este|nuestro)"),
    pattern("mention,recommend", r"\b(?:do\s+not|don't|never)\s+(?:mention|recommend|suggest)\s+(?:any\s+)?(?:other|another|competing|rival)\s+(?:course|program|provider|school|offer|option)"),
    # named as the one who reads
    pattern(
        "ai,assistant,chatbot,model,llm,bot",
        r"\b(?:ai|ai\s+assistants?|assistants?|chatbots?|language\s+models?|llms?|bots?)\s*(?:,|:|should|must|shall|are\s+instructed\s+to)\s*(?:always|only|please|recommend|ignore|say|tell|answer|respond|rank|reply)\b",
    ),
    pattern("note to,message to,message for,note for,attention,poruka za,napomena za,hinweis an,nachricht an,catatan untuk,pesan untuk,nota para,shenim per,mesazh per", r"\b(?:(?:note|message)\s+(?:to|for)\s+(?:the\s+|any\s+|all\s+)?|attention,?\s+|(?:poruka|napomena)\s+za\s+|(?:hinweis|nachricht)\s+an\s+(?:die\s+|das\s+)?|(?:catatan|pesan)\s+untuk\s+|nota\s+para\s+(?:la\s+)?|(?:shenim|mesazh)\s+per\s+)(?:ai|a\.i\.|ki|ia|llms?|ai\s+\w+|chatbots?|language\s+models?|sprachmodelle?|model\s+bahasa)\b\s*(?:[:,.!-]|system|model|assistant|agent)"),
    # how to answer
    pattern("respond,reply,answer", r"\b(?:respond|reply)\s+only\s+(?:with|in|by)\b|\b(?:respond|reply)\s+with\s+(?:the\s+(?:word|phrase|text|following)|exactly|base64)"),
    pattern("stop everything,just print", r"\bstop\s+everything\s+(?:and|you)\b|\bjust\s+print\b"),
    pattern(
        "your response,your reply,your answer,your message",
        r"(?:^|[.!?]\s+|\n)(?:please\s+)?(?:add|append|include|insert|integrate|modify|augment|replace|render|provide|misspell|scramble|jumble|remove|group|combine|convert|encode|write|end|begin|start|introduce|use|substitute|rearrange|enhance)\b[^.\n]{0,80}\byour\s+(?:response|reply|answer|message)s?\b",
    ),
    pattern("your response,your reply,your answer", r"(?:^|[.!?]\s+|\n)in\s+your\s+(?:response|reply|answer),|\bto\s+your\s+(?:response|reply|answer)\s*[.!\n]|\b(?:letters?|words?|vowels?)\s+(?:of|in)\s+your\s+(?:response|reply|answer)\b|\bevery\s+\w+\s+(?:word|letter)\s+in\s+your\b"),
    pattern("letter,vowel", r"(?:^|[.!?]\s+)(?:replace|substitute)\s+(?:every|all|each|vowels)\b[^.\n]{0,30}\b(?:letter|vowels?|word)s?\b[^.\n]{0,10}\bwith\b"),
    # by its shape
    pattern("im_start,im_end,endoftext,inst],sys>>,<|", r"<\|?(?:im_start|im_end|endoftext|system|assistant)\|?>|\[/?inst\]|<</?sys>>"),
    pattern("###,## ", r"^\s*#{2,}\s*(?:system|instructions?|assistant|new\s+task)\b"),
    pattern("role", r"[\"']role[\"']\s*:\s*[\"'](?:system|assistant|user)[\"']"),
    pattern("```", r"```\s*(?:python|bash|sh)?\s*\n\s*(?:import|from|sudo|curl|wget)\s"),
    pattern("code block,code snippet,code excerpt,code section", r"\b(?:following|subsequent|below)\s+code\s+(?:block|snippet|excerpt|section)\b[^.\n]{0,60}\b(?:your|you)\b|\byour\s+(?:code|codebase|solution)\b[^.\n]{0,60}\b(?:following|subsequent)\s+code\s+(?:block|snippet|excerpt|section)"),
    pattern("jailbreak,developer mode,prompt injection", r"\bprompt\s+injection\s*:|\b(?:jailbreak|developer)\s+mode\s+(?:enabled|on|activated)"),
)  # fmt: skip

"""Which words do providers write for languages, countries, forms, times, support and money?"""

from functools import lru_cache
from unicodedata import category

from knowledge.submissions.codes import ALPHA_3_OF_COUNTRY, ALPHA_3_OF_LANGUAGE, COUNTRY_OF_ALPHA_3, LANGUAGE_OF_ALPHA_3
from knowledge.transliteration import folded
from knowledge.vocabulary.language import NAMES


@lru_cache(maxsize=8_192)
def plain(word: str) -> str:
    """Fold a word so that spelling, case, signs and diacritics make no difference: letters and digits of any script."""
    # Thai writes vowels as combining marks: they are part of the word
    kept = (c if c.isalnum() or category(c).startswith("M") else " " for c in folded(word))
    return " ".join("".join(kept).split())


def _table(words: dict[str, str]) -> dict[str, str]:
    return {plain(word): ours for ours, listed in words.items() for word in listed.split(",")}


def _set(words: str) -> frozenset[str]:
    return frozenset(plain(word) for word in words.split(","))


def _codes(written: str) -> frozenset[str]:
    return frozenset(written.split())


LANGUAGES = {
    **{code: code for code in ALPHA_3_OF_LANGUAGE},
    **LANGUAGE_OF_ALPHA_3,
    **{plain(name): code for code, name in NAMES.items()},
    **_table(
        {
            "en": "อังกฤษ,ภาษาอังกฤษ,Englisch,engleski,anglisht,англиски,Inggris,bahasa Inggris,Inggeris,inglés,anglais,eng",
            "bs": "Bosnian,Bosnisch,bosanski jezik,boshnjakisht,босански,bosniaque,bosnio",
            "hr": "Croatian,Kroatisch,hrvatski jezik,kroatisht,хрватски,croate,croata",
            "sr": "cnr,Montenegrin,crnogorski,Serbian,Serbisch,srpski,srpski jezik,serbisht,српски,serbe,serbio",
            "sq": "Albanian,Albanisch,albanski,gjuha shqipe,албански,albanais,albanés",
            "mk": "Macedonian,Mazedonisch,makedonski,maqedonisht,македонски јазик,macédonien",
            "de": "German,njemački,nemački,gjermanisht,германски,Jerman,bahasa Jerman,alemán,allemand,ger",
            "id": "Indonesia,bahasa indonesia,อินโดนีเซีย,индонезиски,Indonesisch,indonezijski,bahasa,indonezisht",
            "ms": "Malay,Malaysian,Malaiisch,malajski,bahasa Malaysia,Melayu,may",
            "th": "Thai,Thailändisch,tajlandski,ภาษาไทย",
            "es": "Spanish,Spanisch,španjolski,španski,castellano,espagnol,Spanyol",
            "fr": "French,Französisch,francuski,francés,frëngjisht,Prancis,fre",
            "pt": "Portuguese,Portugiesisch,portugalski,portugués,brazilian portuguese",
            "it": "Italian,Italienisch,talijanski,italijanski,italien,Italia",
            "zh": "Chinese,Mandarin,Chinesisch,kineski,simplified chinese,traditional chinese,chi",
            "ar": "Arabic,Arabisch,arapski,arabe,árabe,Arab",
            "tr": "Turkish,Türkisch,turski,turqisht,турски",
            "uk": "Ukrainian,Ukrainisch,ukrajinski",
            "hi": "Hindi,indic hindu",
            "vi": "Vietnamese,Vietnamesisch,vijetnamski",
            "tl": "Tagalog,Filipino,fil",
            "pl": "Polish,Polnisch,poljski",
            "ro": "Romanian,Rumänisch,rumunski",
            "ru": "Russian,Russisch,ruski,ruso,russe",
            "nl": "Dutch,Niederländisch,nizozemski,holandski,dut",
            "sl": "Slovenian,Slovene,Slowenisch,slovenski,slovenščina",
            "cs": "Czech,Tschechisch,češki,cze",
            "hu": "Hungarian,Ungarisch,mađarski",
            "bg": "Bulgarian,Bulgarisch,bugarski,български",
            "el": "Greek,Griechisch,grčki",
            "ja": "Japanese,Japanisch,japanski",
            "ko": "Korean,Koreanisch,korejski",
            "fa": "Persian,Farsi,Persisch",
            "he": "Hebrew,Hebräisch",
            "sv": "Swedish,Schwedisch",
            "da": "Danish,Dänisch",
            "fi": "Finnish,Finnisch",
            "no": "Norwegian,Norwegisch",
        }
    ),
}
"""Montenegrin has no ISO 639-1 code; it is kept as Serbian, which Cairn serves together with Bosnian and Croatian."""

COUNTRIES = {
    **{code.lower(): code for code in ALPHA_3_OF_COUNTRY},
    **{alpha_3.lower(): code for alpha_3, code in COUNTRY_OF_ALPHA_3.items()},
    **_table(
        {
            "BA": "Bosnia and Herzegovina,Bosnia & Herzegovina,Bosnia,Bosna i Hercegovina,BiH,Bosnien und Herzegowina,Bosnien,Босна и Херцеговина",
            "RS": "Serbia,Srbija,Serbien,Serbi,Србија",
            "HR": "Croatia,Hrvatska,Kroatien,Kroaci,Хрватска",
            "AL": "Albania,Albanija,Albanien,Shqipëri,Shqipëria,Албанија",
            "MK": "North Macedonia,Macedonia,Sjeverna Makedonija,Severna Makedonija,Nordmazedonien,Maqedonia e Veriut,Северна Македонија,Македонија",
            "ME": "Montenegro,Crna Gora,Mali i Zi,Црна Гора",
            "XK": "Kosovo,Kosova,XKX,Косово",
            "SI": "Slovenia,Slovenija,Slowenien",
            "DE": "Germany,Njemačka,Nemačka,Deutschland,Gjermani,Германија,Jerman",
            "AT": "Austria,Österreich,Austrija",
            "CH": "Switzerland,Schweiz,Švicarska,Švajcarska",
            "ID": "Indonesia,Indonesien,Indonezija",
            "MY": "Malaysia,Malezija",
            "TH": "Thailand,Tajland,ประเทศไทย,ไทย",
            "PH": "Philippines,Pilipinas,Filipini,Philippinen",
            "VN": "Vietnam,Viet Nam,Vijetnam",
            "SG": "Singapore,Singapur",
            "US": "United States,United States of America,USA,U.S.A.,U.S.",
            "GB": "United Kingdom,UK,Great Britain,England",
            "FR": "France,Francuska,Frankreich",
            "ES": "Spain,España,Španija,Spanien",
            "IT": "Italy,Italia,Italija,Italien",
            "IE": "Ireland,Irska,Irland",
            "NL": "Netherlands,The Netherlands,Nederland,Niederlande",
            "BE": "Belgium,Belgija,Belgien",
            "MT": "Malta",
            "PL": "Poland,Polska,Polen",
            "TR": "Turkey,Türkiye,Turska",
            "ZM": "Zambia,Zambija,Sambia",
            "IN": "India,Indija,Indien",
            "CN": "China,Kina",
            "AU": "Australia,Australija,Australien",
            "CA": "Canada,Kanada",
            "NZ": "New Zealand,Novi Zeland",
            "PT": "Portugal",
            "GR": "Greece,Grčka",
            "HU": "Hungary,Mađarska,Ungarn",
            "RO": "Romania,Rumunija,Rumänien",
            "BG": "Bulgaria,Bugarska,Bulgarien",
        }
    ),
}

CURRENCY_OF_COUNTRY = {
    "BA": "BAM", "RS": "RSD", "HR": "EUR", "AL": "ALL", "MK": "MKD", "ME": "EUR", "XK": "EUR", "SI": "EUR", "DE": "EUR",
    "AT": "EUR", "FR": "EUR", "ES": "EUR", "IT": "EUR", "IE": "EUR", "NL": "EUR", "BE": "EUR", "MT": "EUR", "PT": "EUR",
    "GR": "EUR", "FI": "EUR", "EE": "EUR", "LV": "EUR", "LT": "EUR", "LU": "EUR", "SK": "EUR", "CY": "EUR", "BG": "EUR",
    "ID": "IDR", "MY": "MYR", "TH": "THB", "PH": "PHP", "VN": "VND", "SG": "SGD", "US": "USD", "GB": "GBP", "CH": "CHF",
    "PL": "PLN", "TR": "TRY", "ZM": "ZMW", "IN": "INR", "CN": "CNY", "AU": "AUD", "CA": "CAD", "NZ": "NZD", "HU": "HUF",
    "RO": "RON", "CZ": "CZK", "SE": "SEK", "NO": "NOK", "DK": "DKK", "UA": "UAH", "ZA": "ZAR", "KE": "KES", "JP": "JPY",
    "HK": "HKD", "TW": "TWD", "MX": "MXN", "AR": "ARS", "CL": "CLP", "CO": "COP",
}  # fmt: skip

DOLLARS = frozenset({"USD", "SGD", "AUD", "CAD", "NZD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP"})
"""Currencies that are written with the bare sign $ at home."""
CURRENCIES = {
    "€": "EUR", "$": "USD", "us$": "USD", "£": "GBP", "¥": "JPY", "฿": "THB", "₱": "PHP", "₫": "VND", "₹": "INR",
    "euro": "EUR", "euros": "EUR", "eura": "EUR", "dollar": "USD", "dollars": "USD", "km": "BAM", "конвертибилна марка": "BAM",
    "rp": "IDR", "rupiah": "IDR", "rm": "MYR", "ringgit": "MYR", "baht": "THB", "บาท": "THB", "din": "RSD", "dinar": "RSD",
    "dinara": "RSD", "дин": "RSD", "динара": "RSD", "ден": "MKD", "денари": "MKD", "lekë": "ALL", "konvertibilnih maraka": "BAM", "konvertibilna marka": "BAM", "км": "BAM",
    "kn": "HRK", "рсд": "RSD", "мкд": "MKD", "бам": "BAM", "еур": "EUR", "динарима": "RSD", "еврима": "EUR", "eurima": "EUR", "kunama": "HRK", "dinarima": "RSD", "denarima": "MKD", "markama": "BAM", "ringgit malaysia": "MYR", "rupiah indonesia": "IDR", "thai baht": "THB", "us dollar": "USD", "us dollars": "USD", "usd$": "USD", "s$": "SGD", "a$": "AUD", "c$": "CAD",
    "zł": "PLN", "kč": "CZK", "ft": "HUF", "лв": "BGN", "₺": "TRY", "₴": "UAH", "fr": "CHF", "sfr": "CHF", "евра": "EUR", "евро": "EUR", "pound": "GBP", "pounds": "GBP",
    "lek": "ALL", "leke": "ALL", "den": "MKD", "denar": "MKD", "denari": "MKD", "peso": "PHP", "pesos": "PHP",
}  # fmt: skip
"""Folded words and signs; the codes themselves are in codes.CURRENCIES."""

FREE = _set(
    "free,free of charge,no cost,no charge,no fee,at no cost,gratis,kostenlos,kostenfrei,gebührenfrei,besplatno,besplatan,"
    "besplatna,бесплатно,бесплатан,бесплатен,falas,pa pagesë,percuma,cuma-cuma,tanpa biaya,tidak dipungut biaya,ฟรี,"
    "ไม่มีค่าใช้จ่าย,gratuito,gratuita,gratuit,ücretsiz,libre,0"
)
UNSTATED = _set(
    "n/a,na,-,--,none,null,nan,nil,unknown,not stated,not available,tba,tbd,tbc,to be announced,on request,upon request,"
    "call,contact us,na upit,po dogovoru,auf anfrage,nach vereinbarung,hubungi kami,?,varies,variable"
) - {""}

MODES = _table(
    {
        "online": "online,on-line,remote,distance,distance learning,e-learning,elearning,virtual,web,fully online,na daljinu,učenje na daljinu,онлајн,daring,jarak jauh,dalam talian,Fernunterricht,Fernkurs,në distancë,ออนไลน์,en línea,en ligne,onlajn,on line,u potpunosti online,100% online,fully remote,webinar,live online,virtual classroom,virtuelno,virtualno,virtuell,Online-Kurs,Onlinekurs,daljinski,učenje na daljinu online,pembelajaran jarak jauh,secara online,sepenuhnya daring,PJJ,në internet,online mësim,на далечина,далечинско учење,преку интернет,онлајн настава,ออนไลน์ 100%,เรียนออนไลน์,a distancia,à distance,a distanza,self-study online,internet,web based,web-based,telelearning,distance education,teleformación,formación online,on-line learning,FOAD,online seminar,online nastava,онлајн обука,Telelernen,teletraining,formação à distância,อีเลิร์นนิง",
        "onsite": "onsite,on-site,on site,in person,in-person,face to face,classroom,presence,presential,campus,uživo,u učionici,Präsenz,vor Ort,Präsenzunterricht,tatap muka,luring,bersemuka,në klasë,me prani fizike,со присуство,во живо,ในสถานที่,presencial,on campus,on-campus,in class,in-class,in classroom,in the classroom,face-to-face,f2f,in presence,attendance course,traditional,physical,u živo,uživo u učionici,kontaktna nastava,klasična nastava,licem u lice,neposredno,redovna,redovna nastava,classroom based,u prostorijama,učionička nastava,redovno,Präsenzkurs,Präsenzveranstaltung,in Präsenz,vor-Ort,Vollzeit Präsenz,offline,klasikal,di kelas,kelas fizikal,secara bersemuka,secara fizikal,fizik,ballë për ballë,me prezencë,prezencë,në prani,физичко присуство,со физичко присуство,во училница,училница,ในห้องเรียน,ออนไซต์,ห้องเรียน,en présentiel,présentiel,in presenza,in aula,presenciales,stationär",
        "blended": "blended,hybrid,mixed,blended learning,kombinovano,kombinirano,hibridno,комбинирано,hibrid,campuran,i kombinuar,gemischt,ผสมผสาน,blended-learning,mixed mode,mixed-mode,combined,hybrid learning,kombinovana,kombinirana,kombinirana nastava,mješovito,mješovita,mešovito,djelimično online,hibridni,hibridna,hybride,hybrider Unterricht,Hybridkurs,campuran daring luring,bauran,bauran (blended),hibrida,teradun,i përzier,e kombinuar,hibride,комбинирана,хибридно,хибридна,мешовито,แบบผสมผสาน,ไฮบริด,semipresencial,mixto,mixte,misto,online und Präsenz,online and onsite,online i uživo",
        "workplace": "workplace,on the job,work based,work-based,apprenticeship,at work,na radnom mjestu,na radnom mestu,am Arbeitsplatz,betrieblich,di tempat kerja,në vendin e punës,на работно место,internship,praksa,on-the-job,on the job training,workplace learning,in company,in-company,u preduzeću,u poduzeću,kod poslodavca,učenje na radu,im Betrieb,in der Firma,magang,praktik kerja,latihan industri,në punë,në kompani,во компанија,на работа,ฝึกงาน,en empresa,en entreprise,in azienda",
    }
)
TIMES = _table(
    {
        "daytime": "daytime,day,days,morning,afternoon,weekday,weekdays,dnevno,prijepodne,poslijepodne,danju,tagsüber,vormittags,siang,pagi,siang hari,gjatë ditës,дење,กลางวัน,full time,full-time,am,mornings,afternoons,during the day,prije podne,prijepodnevno,poslije podne,pre podne,dopodne,popodne,jutro,ujutro,ganztags,halbtags,tags,Vollzeit,pagi hari,sore,petang,pagi-siang,paradite,pasdite,mëngjes,претпладне,попладне,наутро,дневно,преку ден,ช่วงเช้า,ช่วงบ่าย,วันธรรมดา,mañana,tarde,matin,mattina,radnim danima,u toku dana,puno radno vrijeme",
        "evening": "evening,evenings,night,nights,navečer,uveče,večernje,abends,Abendkurs,malam,malam hari,në mbrëmje,mbrëmje,навечер,вечерно,ช่วงเย็น,pm evening,after work,late,večer,večeri,večernja,večernji,večernja nastava,u večernjim satima,večernji termin,veče,uvečer,Abend,Abende,berufsbegleitend abends,Abendunterricht,petang dan malam,malam senin-kamis,kelas malam,mbrëmjeve,në mbrëmje pas punës,mbrëmja,вечер,вечерна,вечерни часови,во вечерни часови,навечерна,ตอนเย็น,ภาคค่ำ,ค่ำ,tarde-noche,noche,soir,sera,serale,nakon posla,poslije posla,posle posla",
        "weekend": "weekend,weekends,saturday,sunday,vikend,vikendom,Wochenende,am Wochenende,akhir pekan,hujung minggu,fundjavë,викенд,สุดสัปดาห์,sat,sun,saturdays,sundays,sat/sun,subota,subotom,nedjelja,nedjeljom,nedelja,subota i nedjelja,za vikend,vikendi,Samstag,samstags,Sonntag,Wochenenden,Wochenendkurs,sabtu,minggu,sabtu-minggu,sabtu dan minggu,hujung minggu sahaja,e shtunë,e diel,të shtunave,fundjava,сабота,недела,викенди,за викенд,เสาร์-อาทิตย์,วันเสาร์,วันหยุด,fin de semana,fines de semana,week-end,fine settimana",
        "self_paced": "self_paced,self paced,self-paced,async,self directed,self-directed,autoguidée,in eigenem Tempo,own pace,at your own pace,flexible,asynchronous,u svom ritmu,vlastitim tempom,im eigenen Tempo,selbstbestimmt,mandiri,kendiri,me ritmin tuaj,со сопствено темпо,on demand,self study,self-study,selfstudy,anytime online,flexible schedule,flexibel,fleksibilno,fleksibilan,samostalno,samostalno učenje,vlastiti tempo,sopstveni tempo,u vlastitom tempu,Selbststudium,freie Zeiteinteilung,zeitlich flexibel,selbstgesteuert,fleksibel,belajar mandiri,ikut kadar sendiri,kadar sendiri,fleksibël,me ritmin e vet,vetëstudim,флексибилно,самостојно,сопствено темпо,เรียนด้วยตนเอง,ตามเวลาที่สะดวก,a tu ritmo,à son rythme,autoformazione",
    }
)
_SAYING_NOTHING = _set(
    "learning,study,course,courses,training,class,classes,lesson,lessons,session,sessions,seminar,workshop,programme,program,instruction,instructor led,based,delivery,delivered,mode,format,option,and,or,with,plus,"
    "synchronous,sync,live,virtual,nastava,nastave,nastavi,obuka,obuke,kurs,tečaj,seminar,i,u,sa,unterricht,schulung,und,mit,im,kelas,pelatihan,pembelajaran,dan,mësim,kurs,dhe,настава,обука,и,во,у,formación,y,formation,et,formazione,e,การเรียน,และ"
)


@lru_cache(maxsize=2_048)
def times_and_forms(text: str) -> tuple[str, ...]:
    """Give the forms and times that a phrase is made of: 'Online-Seminar', 'synchronous and asynchronous e-learning'.

    Nothing where a word is left that nobody understands: it might turn the meaning.
    """
    words, found = plain(text).split(), []
    while words:
        length = next((n for n in range(len(words), 0, -1) if " ".join(words[:n]) in _FORMS_AND_TIMES), 0)
        if not length and words[0] not in _SAYING_NOTHING:
            return ()
        if length:
            found.append(_FORMS_AND_TIMES[" ".join(words[:length])])
        words = words[length or 1 :]
    # 'Hybrid (online and in class)' explains the hybrid and offers no choice
    explained = {"online", "onsite"} if "blended" in found else set()
    return tuple(word for word in dict.fromkeys(found) if word not in explained)


_FORMS_AND_TIMES = {**TIMES, **MODES}
SUPPORT = _table(
    {
        "childcare": "childcare,child care,kids,čuvanje djece,čuvanje dece,Kinderbetreuung,penitipan anak,jagaan kanak-kanak,kujdes për fëmijët,згрижување деца,nursery",
        "step_free": "step_free,step free,wheelchair,wheelchair access,accessible,accessibility,barrier-free,bez stepenica,pristupačno,barrierefrei,akses kursi roda,qasje pa shkallë,пристапно,disabled access,accessfordisabled",
        "career_assistance": "career_assistance,career assistance,career guidance,job placement,career services,career support,pomoć pri zapošljavanju,Berufsberatung,Vermittlung,bantuan karier,bantuan kerja,bantuan kerjaya,ndihmë për punësim,помош при вработување",
        "devices": "devices,device,laptop,laptops,tablet,computer loan,equipment loan,uređaji,posudba laptopa,Leihgeräte,pinjaman laptop,pajisje,уреди",
        "transport": "transport,travel,transportation,bus,shuttle,prijevoz,prevoz,Fahrtkosten,transportasi,pengangkutan,превоз",
        "sign_language": "sign_language,sign language,interpreter,znakovni jezik,Gebärdensprache,bahasa isyarat,gjuha e shenjave,знаковен јазик",
    }
)
CONTINUOUS = _set(
    "continuous,any time,anytime,always,ongoing,rolling,open,at any time,start any time,stalno,u bilo koje vrijeme,bilo kada,kontinuirano,"
    "laufend,laufender einstieg,einstieg jederzeit,jederzeit,available now,start now,starts now,start anytime,enroll anytime,enrol anytime,entrées permanentes,entrée permanente,inicio inmediato,setiap saat,kapan saja,bila-bila masa,në çdo kohë,во секое време,континуирано,ได้ตลอดเวลา,on demand,self paced"
)
TOTALS = _set(
    "total,totals,grand total,sum,ukupno,sveukupno,zbir,zbroj,svega,укупно,вкупно,summe,gesamt,insgesamt,gesamtsumme,jumlah,jumlah total,total keseluruhan,gjithsej,totali,รวม,รวมทั้งหมด,totale,totaal,suma,razem,toplam"
)
NOTHING_NEEDED = _set(
    "none,no,nil,n/a,na,not applicable,no prerequisites,no prerequisite,none required,no requirements,nema,nema uslova,nema uvjeta,nisu potrebni,bez uslova,bez uvjeta,keine,keiner,keine vorkenntnisse,aucun,aucune,aucun prérequis,nessuno,nessun requisito,nenhum,geen,brak,yok,nuk ka,ไม่มี,нема услова,tidak ada,tiada,asnjë,нема,ninguno"
)
US_STATES = _codes(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA "
    "RI SC SD TN TX UT VT VA WA WV WI WY DC PR"
)

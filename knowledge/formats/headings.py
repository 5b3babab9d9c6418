"""What are our columns, and what do other people call them?"""

from functools import lru_cache

from knowledge.transliteration import folded

COLUMNS = (
    "external_id", "title", "description", "awarding_body", "provider", "country", "url", "learning_outcomes", "skills",
    "hours", "ects", "eqf_level", "price", "currency", "language", "mode", "schedule", "location", "start_dates", "support",
    "assessment", "quality_assurance", "prerequisites", "stacks_into", "supervision", "further_information",
)  # fmt: skip
LISTS = frozenset(
    {
        "learning_outcomes",
        "skills",
        "language",
        "mode",
        "schedule",
        "start_dates",
        "support",
        "prerequisites",
        "stacks_into",
    }
)


@lru_cache(maxsize=4_096)
def fold_heading(heading: str) -> str:
    """Write a heading without case, diacritics, spaces and signs."""
    return "".join(c for c in folded(heading) if c.isalnum())


def _names(words: str) -> tuple[str, ...]:
    return tuple(fold_heading(word) for word in words.split(","))


SYNONYMS = {
    ours: _names(words)
    for ours, words in {
        # The first heading that the file has is taken. "standardized_…" is an office's mended copy of a raw column beside it.
        "external_id": "external_id,programid,program_id,course_id,courseid,course_code,id,code,identifier,course_number,šifra,sifra programa,kursnummer,kode,kode kursus,kodi,reference",
        "title": "standardized_name,title,course_title,course_name,coursename,program_name,programname,programme,programme_name,name,naziv,naziv programa,naziv kursa,titel,kurstitel,bezeichnung,judul,nama kursus,nama pelatihan,titulli,emri i kursit,наслов,назив,ชื่อหลักสูตร,titulo,titre",
        "description": "standardized_description,description,course_description,summary,short_description,long_description,about,abstract,opis,opis programa,beschreibung,kurzbeschreibung,deskripsi,keterangan,penerangan,përshkrimi,опис,คำอธิบาย",
        "awarding_body": "awarding_body,awarding_institution,awarder,certifying_body,certification_body,issuer,izdavač,tijelo koje dodjeljuje,zertifizierende stelle,lembaga sertifikasi,awarded_by",
        "provider": "standardized_name_1,provider,provider_name,institution,organisation,organization,school,university,partner,partner_name,training_provider,ustanova,pružalac,organizator,anbieter,bildungsträger,penyelenggara,lembaga,ofruesi,institucioni,установа,institusi,offered_by",
        "country": "country,country_code,država,zemlja,land,negara,shteti,vendi,држава,ประเทศ,pais",
        "url": "url,website,link,course_url,marketing_url,webpage,web,homepage,web stranica,adresa,tautan,situs,internetseite",
        "learning_outcomes": "learning_outcomes,outcomes,what_you_learn,what_you_will_learn,learning_objectives,objectives,ishodi učenja,ishodi,lernergebnisse,lernziele,capaian pembelajaran,hasil belajar,rezultatet e të nxënit,исходи од учење",
        "skills": "skills,skill,skills_taught,skill_tags,competencies,competences,vještine,vestine,fähigkeiten,kompetenzen,keterampilan,kemahiran,aftësitë,вештини,tags",
        "hours": "hours,totalclockhours,duration_hours,total_hours,clock_hours,learning_hours,workload_hours,hours_total,sati,broj sati,časova,broj časova,stunden,stundenumfang,dauer stunden,jam,jumlah jam,durasi jam,orë,orët,часови,ชั่วโมง,horas",
        "ects": "ects,ects_credits,ects_points,ects bodovi,ects punkte,ects kredi",
        "eqf_level": "eqf_level,eqf,eqflevel,eqf_nivo,eqr,eqr niveau,nivo,razina,level,tingkat eqf,niveli",
        "price": "price,totalcost,cost,total_cost,fee,fees,tuition,tuition_fee,course_fee,cijena,cena,preis,kosten,gebühr,teilnahmegebühr,harga,biaya,yuran,çmimi,цена,ราคา,ค่าใช้จ่าย,precio,prix",
        "currency": "currency,currency_code,valuta,währung,mata uang,mata wang,monedha,валута,สกุลเงิน",
        "language": "language,languages,language_of_instruction,teaching_language,jezik,jezik nastave,sprache,unterrichtssprache,bahasa,bahasa pengantar,gjuha,јазик,јазик на настава,ภาษา,lang,idioma",
        "mode": "mode,modes,delivery_mode,delivery,format,learning_mode,mode_of_study,način izvođenja,oblik nastave,način,form,lernform,unterrichtsform,metode,cara,mënyra,начин,รูปแบบ,modality",
        "schedule": "schedule,schedules,time_of_day,times,timetable,raspored,vrijeme nastave,termin,unterrichtszeit,jadwal,jadual,orari,распоред",
        "location": "location,place,venue,city,mjesto,mesto,grad,lokacija,ort,veranstaltungsort,lokasi,tempat,kota,vendndodhja,qyteti,место,град,สถานที่",
        "start_dates": "start_dates,start_date,startdate,starts,start,begin,dates,početak,datum početka,datum pocetka,beginn,startdatum,tanggal mulai,tarikh mula,data e fillimit,почеток,датум",
        "support": "support,support_services,services,podrška,unterstützung,dukungan,sokongan,mbështetja,поддршка",
        "assessment": "assessment,assessment_type,type_of_assessment,exam,examination,provjera znanja,ocjenjivanje,način provjere,prüfung,prüfungsform,penilaian,ujian,vlerësimi,оценување",
        "quality_assurance": "quality_assurance,quality,qa,accreditation,osiguranje kvaliteta,akreditacija,qualitätssicherung,jaminan mutu,jaminan kualiti,sigurimi i cilësisë,обезбедување квалитет",
        "prerequisites": "prerequisites,prerequisite,entry_requirements,requirements,admission_requirements,preduslovi,preduvjeti,uslovi upisa,voraussetzungen,teilnahmevoraussetzungen,prasyarat,persyaratan,parakushtet,предуслови",
        "stacks_into": "stacks_into,stackability,leads_to,part_of,progression,slaže se u,anrechenbar auf,teil von,bagian dari",
        "supervision": "supervision,identity_verification,proctoring,nadzor,aufsicht,pengawasan",
        "further_information": "further_information,additional_information,notes,remarks,standardized_featuresdescription,dodatne informacije,napomena,weitere informationen,hinweise,informasi tambahan,catatan",
    }.items()
}  # fmt: skip
PARTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "description": (_names("primary_description,secondary_description"),),
    "location": (_names("city,state"),),
}
"""Several columns that make one of ours together; preferred to a single one where all are there."""
FLAGS: dict[str, tuple[str, str]] = {
    fold_heading(heading): (ours, item)
    for heading, ours, item in (
        ("eveningcourses", "schedule", "evening"),
        ("evening", "schedule", "evening"),
        ("weekend", "schedule", "weekend"),
        ("self_paced", "schedule", "self_paced"),
        ("distancelearning", "mode", "online"),
        ("distance_learning", "mode", "online"),
        ("online", "mode", "online"),
        ("mention_remote", "mode", "online"),
        ("mention_hybrid", "mode", "blended"),
        ("mention_inperson", "mode", "onsite"),
        ("childcare", "support", "childcare"),
        ("accessfordisabled", "support", "step_free"),
        ("wheelchair_access", "support", "step_free"),
        ("careerassist", "support", "career_assistance"),
        ("career_assistance", "support", "career_assistance"),
        ("sign_language", "support", "sign_language"),
    )
}
"""Yes/no columns: a yes (1, true, t, yes) adds an item to one of our lists, anything else says nothing."""
NOT_WHEN_BESIDE = {"languages": frozenset({"speakspanish"}), "level": frozenset({"programtype", "difficulty"})}
"""Headings that mean something else in a file that also has one of those: languages that the staff speak, difficulty."""

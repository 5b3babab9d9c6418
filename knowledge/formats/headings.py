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
        "external_id": "external_id,programid,program_id,course_id,courseid,course_code,id,code,identifier,course_number,šifra,sifra programa,kursnummer,kode,kode kursus,kodi,reference,external id,course ref,course reference,ref,ref_no,no_kursus,kode pelatihan,kode program,šifra kursa,šifra tečaja,šifra kolegija,šifra predmeta,kod,oznaka,broj programa,kurs nr,kurs-nr,kursnr,kurs_id,veranstaltungsnummer,maßnahmenummer,kennung,uuid,guid,slug,key,sku,kodi i kursit,kodi i programit,шифра,код,број на курс,รหัสวิชา,รหัสหลักสูตร,รหัส,codigo,código,code formation,código del curso,número",
        "title": "standardized_name,title,course_title,course_name,coursename,program_name,programname,programme,programme_name,name,naziv,naziv programa,naziv kursa,titel,kurstitel,bezeichnung,judul,nama kursus,nama pelatihan,titulli,emri i kursit,наслов,назив,ชื่อหลักสูตร,titulo,titre,naziv tečaja,naziv tecaja,naziv obuke,naziv edukacije,naziv kolegija,naziv predmeta,naziv mikrokvalifikacije,naziv osposobljavanja,naziv usavršavanja,ime kursa,ime programa,predmet,kolegij,tečaj,kurs,obuka,program,kursname,kursbezeichnung,kurs titel,kursthema,lehrgang,lehrgangsbezeichnung,veranstaltung,veranstaltungstitel,bildungsangebot,seminar,seminartitel,modulname,modul,modultitel,weiterbildung,maßnahme,nama program,nama mata kuliah,nama mata pelajaran,nama modul,judul kursus,judul pelatihan,nama latihan,tajuk kursus,tajuk,pelatihan,kursus,nama,emri i programit,emri i trajnimit,emri,titulli i kursit,titulli i trajnimit,trajnimi,kursi,lënda,назив на курс,назив на курсот,назив на програма,назив на програмата,назив на обука,име на курс,обука,курс,програма,наслов на курс,название,название курса,ชื่อวิชา,ชื่อคอร์ส,ชื่อรายวิชา,ชื่อการอบรม,หลักสูตร,วิชา,คอร์ส,course,training,training_title,training name,training_course,module,module_title,module name,unit title,qualification_title,qualification name,credential,credential_name,micro_credential,microcredential,microcredential title,class name,class,subject_title,learning_opportunity,intitulé,intitulé de la formation,nom de la formation,formation,titre de la formation,nombre,nombre del curso,curso,título,denominación,titolo,titolo del corso,nome corso,corso,nome do curso,naam,cursusnaam,nazwa,nazwa kursu,tytuł,kurs adı,eğitim adı",
        "description": "standardized_description,description,course_description,summary,short_description,long_description,about,abstract,opis,opis programa,beschreibung,kurzbeschreibung,deskripsi,keterangan,penerangan,përshkrimi,опис,คำอธิบาย,full_description,course_summary,overview,course_overview,details,content,contents,course_content,syllabus,synopsis,information,short_intro,intro,introduction,tagline,opis kursa,opis tečaja,opis obuke,opis edukacije,sadržaj,sadržaj programa,kratki opis,kratak opis,o kursu,o programu,kursbeschreibung,kursinhalt,kursinhalte,inhalt,inhalte,lehrgangsinhalt,lerninhalte,inhaltsbeschreibung,langbeschreibung,zusammenfassung,deskripsi kursus,deskripsi pelatihan,deskripsi program,uraian,ringkasan,isi,penerangan kursus,sinopsis,përshkrimi i kursit,përshkrimi i trajnimit,përmbajtja,përmbledhje,опис на курс,опис на курсот,опис на програмата,содржина,содржина на курсот,описание,รายละเอียด,คำอธิบายหลักสูตร,รายละเอียดหลักสูตร,เนื้อหา,คำอธิบายรายวิชา,descripción,contenido,descripcion,contenu,description de la formation,descrizione,descrição,omschrijving,beschrijving,opis kursu,açıklama",
        "awarding_body": "awarding_body,awarding_institution,awarder,certifying_body,certification_body,issuer,izdavač,tijelo koje dodjeljuje,zertifizierende stelle,lembaga sertifikasi,awarded_by,awarding organisation,awarding organization,awarding body name,awarded by,certified_by,certifier,certificate issuer,certificate issued by,credential_issuer,issuing body,tijelo koje izdaje,tijelo koje dodjeljuje kvalifikaciju,izdavatelj,izdaje,izdavač certifikata,ustanova koja dodjeljuje,zertifizierer,zertifizierungsstelle,aussteller,verliehen durch,abschluss durch,lembaga penerbit,penerbit sertifikat,penerbit,badan pemberi,badan penganugerahan,trupi certifikues,lëshuesi,institucioni lëshues,издавач,тело што доделува,институција што доделува,organisme certificateur,certificateur,entidad certificadora,ente certificatore,หน่วยงานที่ออกใบรับรอง,ผู้ออกใบรับรอง",
        "provider": "standardized_name_1,provider,provider_name,institution,organisation,organization,school,university,partner,partner_name,training_provider,ustanova,pružalac,organizator,anbieter,bildungsträger,penyelenggara,lembaga,ofruesi,institucioni,установа,institusi,offered_by,institution_name,institute,college,faculty,academy,school_name,training_center,training_centre,training centre name,organisation name,organization name,host,vendor,university name,platform partner,offered by,delivered by,company,pružatelj,pružatelj usluge,pružatelj obrazovanja,pružalac usluga,naziv ustanove,ustanova izvođač,izvođač,izvođač programa,izvodilac,organizator obuke,nositelj,nosilac,škola,centar,fakultet,sveučilište,univerzitet,visokoškolska ustanova,poskytovatel,kursanbieter,bildungsanbieter,veranstalter,träger,maßnahmeträger,hochschule,einrichtung,schule,bildungseinrichtung,akademie,lembaga pelatihan,nama lembaga,nama institusi,lembaga penyelenggara,penyedia,universitas,perguruan tinggi,pusat latihan,institusi penganjur,penganjur,ofruesi i trajnimit,ofruesi i kursit,emri i institucionit,universiteti,shkolla,qendra,organizatori,давател,провајдер,организатор,институција,универзитет,училиште,назив на установа,обезбедувач,провайдер,организатор обуке,สถาบัน,หน่วยงาน,ผู้จัด,มหาวิทยาลัย,หน่วยงานผู้จัด,ผู้ให้บริการ,organisme,organisme de formation,établissement,proveedor,institución,centro,entidad,universidad,ente,erogatore,fornitore,instituição,aanbieder,instelling,dostawca,kurum,fournisseur",
        "country": "country,country_code,država,zemlja,land,negara,shteti,vendi,држава,ประเทศ,pais,country_name,nation,država održavanja,zemlja održavanja,država izdavatelja,staat,country of issuer,country/region,region or country,negara penyelenggara,vendi i ofruesit,држава на издавачот,država tijela,pays,país,paese,kraj,ülke,страна,land des anbieters",
        "url": "url,website,link,course_url,marketing_url,webpage,web,homepage,web stranica,tautan,situs,internetseite,course_link,course link,program_url,programme_url,course website,course_page,web_address,web address,weblink,web link,web_url,landing_page,landing page,page,more_info,further link,external_url,permalink,href,poveznica,mrežna stranica,internet stranica,internet adresa,veza,web sajt,sajt,kurslink,webseite,internetadresse,webadresse,link zum kurs,detail url,laman,pautan,alamat web,faqja,faqja e internetit,lidhja,vegëza,адреса,врска,линк,веб страница,сајт,страница,ลิงก์,เว็บไซต์,lien,site,sitio web,enlace,página web,sito,sito web,adres url,strona,bağlantı",
        "learning_outcomes": "learning_outcomes,outcomes,what_you_learn,what_you_will_learn,learning_objectives,objectives,ishodi učenja,ishodi,lernergebnisse,lernziele,capaian pembelajaran,hasil belajar,rezultatet e të nxënit,исходи од учење,learning outcome,intended learning outcomes,ilo,outcome,what_you_ll_learn,what you'll learn,what_will_you_learn,objective,course_objectives,learning_goals,learning objectives,you_will_learn,key takeaways,ishod učenja,ishodi programa,ciljevi,ciljevi učenja,šta ćete naučiti,što ćete naučiti,lernergebnis,lernziel,kursziele,kursziel,ziele,lernziele und ergebnisse,kompetenzziele,tujuan,tujuan pembelajaran,tujuan pelatihan,capaian,hasil pembelajaran,objektif,objektif pembelajaran,rezultatet,rezultatet e nxënies,rezultatet e pritura,objektivat,исходи,исходи од учењето,резултати од учење,резултати од учењето,цели,ผลลัพธ์การเรียนรู้,วัตถุประสงค์,จุดประสงค์,acquis d'apprentissage,objectifs,objectifs de la formation,resultados de aprendizaje,objetivos,risultati di apprendimento,obiettivi,leerresultaten,efekty uczenia się,cele,öğrenme çıktıları",
        "skills": "skills,skill,skills_taught,skill_tags,competencies,competences,vještine,vestine,fähigkeiten,kompetenzen,keterampilan,kemahiran,aftësitë,вештини,tags,skills gained,skills_gained,skills_covered,skill_set,skills you'll gain,skills you will gain,associated_skills,competency,competencies taught,esco skills,esco_skills,keywords,topics,tag,vještine i znanja,znanja i vještine,kompetencije,veštine,ključne riječi,kompetenz,vermittelte kompetenzen,fertigkeiten,schlagworte,schlagwörter,stichworte,kemampuan,kompetensi,keahlian,ketrampilan,kecekapan,shkathtësitë,kompetencat,fjalë kyçe,способности,компетенции,компетенции и вештини,клучни зборови,ทักษะ,สมรรถนะ,คำสำคัญ,compétences,mots clés,competencias,habilidades,palabras clave,competenze,abilità,vaardigheden,umiejętności,beceriler",
        "hours": "hours,totalclockhours,duration_hours,total_hours,clock_hours,learning_hours,workload_hours,hours_total,sati,broj sati,časova,broj časova,stunden,stundenumfang,dauer stunden,jam,jumlah jam,durasi jam,orë,orët,часови,ชั่วโมง,horas,hours per course,number_of_hours,no_of_hours,no of hours,num_hours,contact_hours,instruction_hours,study_hours,taught_hours,est_hours,estimated_hours,duration_in_hours,duration hours,total duration,training_hours,credit hours,course_hours,guided learning hours,glh,workload,effort,time_commitment,duration,course_duration,length,course_length,course length,total_time,program_duration,ukupno sati,ukupan broj sati,fond sati,fond časova,trajanje u satima,trajanje sati,trajanje (sati),nastavni sati,trajanje,trajanje kursa,trajanje tečaja,trajanje obuke,trajanje programa,opterećenje,opterećenje u satima,radno opterećenje,satnica,dauer in stunden,anzahl stunden,unterrichtsstunden,gesamtstunden,unterrichtseinheiten,ue,kursdauer,dauer,lehrgangsdauer,umfang,zeitaufwand,arbeitsaufwand,arbeitsaufwand in stunden,total jam,jam pelajaran,jam pelatihan,jumlah jp,jp,lama jam,durasi,durasi kursus,durasi pelatihan,lama pelatihan,lama kursus,tempoh,tempoh kursus,jam kredit,beban belajar,numri i orëve,orë mësimi,orë gjithsej,kohëzgjatja orë,kohëzgjatja në orë,kohëzgjatja,kohëzgjatja e kursit,ngarkesa,број на часови,вкупно часови,времетраење во часови,времетраење (часови),времетраење,траење,сати,број сати,трајање,трајање (сати),จำนวนชั่วโมง,ชั่วโมงเรียน,ระยะเวลา,ระยะเวลา (ชั่วโมง),heures,nombre d'heures,durée,durée heures,durée en heures,duración,duración horas,número de horas,horas lectivas,ore,durata,durata ore,durata in ore,duração,carga horária,carga horaria,duur,uren,liczba godzin,godziny,czas trwania,süre,saat",
        "ects": "ects,ects_credits,ects_points,ects bodovi,ects punkte,ects kredi,ects credit,ects_credit,ects credits,ects points,credits ects,kreditpunkte,ects-punkte,leistungspunkte,lp,cp,ects krediti,broj ects,broj ects bodova,kredite,ects kredite,kredit ects,кредити,екts кредити,ектс,ектс кредити,ects бодови,crédits ects,créditos ects,crediti,cfu,punkty ects,หน่วยกิต ects",
        "eqf_level": "eqf_level,eqf,eqflevel,eqf_nivo,eqr,eqr niveau,nivo,razina,level,tingkat eqf,niveli,eqf/nqf level,eqf level,level_eqf,eqf niveau,eqf-niveau,eqf stufe,eqf razina,eqf nivo,razina eqf,nivo eqf,eqf_razina,ehea eqf level,eok nivo,eqf ниво,ниво eqf,ниво на eqf,niveli eqf,niveli kec,niveli i kec,niveli i kek,ниво според екр,level eqf,aras eqf,ระดับ eqf,niveau cec,niveau eqf,nivel eqf,nivel mec,livello eqf,poziom eqf,eqf_stufe,eok",
        "price": "price,totalcost,cost,total_cost,fee,fees,tuition,tuition_fee,course_fee,cijena,cena,preis,kosten,gebühr,teilnahmegebühr,harga,biaya,yuran,çmimi,цена,ราคา,ค่าใช้จ่าย,precio,prix,price_amount,course_price,prices,course cost,total_price,total price,participation fee,participation_fee,registration_fee,enrolment fee,enrollment fee,course_cost,price incl vat,full_price,current_price,standard price,amount,iznos,cijena kursa,cijena tečaja,cijena obuke,cijena programa,cijena edukacije,cijena po polazniku,cijena po osobi,kotizacija,školarina,naknada,troškovi,cena kursa,cena obuke,cena programa,kursgebühr,kursgebühren,lehrgangsgebühr,kurskosten,teilnehmergebühr,entgelt,teilnahmeentgelt,kurspreis,gesamtpreis,gesamtkosten,seminarpreis,betrag,harga kursus,biaya kursus,biaya pelatihan,biaya pendidikan,biaya pendaftaran,yuran kursus,bayaran,uang kuliah,kos,çmimi i kursit,çmimi i trajnimit,tarifa,kosto,kostoja,pagesa,цена на курс,цена на курсот,цена на обука,цена на обуката,котизација,надомест,трошоци,стоимость,ค่าเรียน,ค่าลงทะเบียน,ค่าอบรม,ราคาหลักสูตร,coût,coûts,tarif,frais,costo,coste,importe,matrícula,prezzo,quota,custo,prijs,koszt,ücret,fiyat",
        "currency": "currency,currency_code,valuta,währung,mata uang,mata wang,monedha,валута,สกุลเงิน,price_currency,price currency,currency_iso,cur,curr,valuta cijene,moneta,währungscode,valutë,valuta e çmimit,валута на цена,devise,monnaie,moneda,divisa,moeda,waluta,para birimi",
        "language": "language,languages,language_of_instruction,teaching_language,jezik,jezik nastave,sprache,unterrichtssprache,bahasa,bahasa pengantar,gjuha,јазик,јазик на настава,ภาษา,lang,idioma,course_language,instruction_language,medium,medium of instruction,medium_of_instruction,language of delivery,language_code,languages of instruction,language(s),jezik izvođenja,jezik kursa,jezik programa,jezik tečaja,jezik izvođenja nastave,jezik obuke,jezici,kurssprache,sprachen,unterrichtet auf,bahasa pengajaran,bahasa penyampaian,bahasa kursus,bahasa yang digunakan,gjuha e mësimit,gjuha e kursit,gjuha e mësimdhënies,gjuhët,јазик на наставата,јазик на курсот,јазик на изведба,јазици,наставен јазик,језик,језик наставе,язык,ภาษาที่ใช้สอน,ภาษาที่ใช้,ภาษาการสอน,langue,langues,langue d'enseignement,idiomas,idioma de impartición,lingua,língua,taal,język,dil,eğitim dili",
        "mode": "mode,modes,delivery_mode,delivery,format,learning_mode,mode_of_study,način izvođenja,oblik nastave,način,form,lernform,unterrichtsform,metode,cara,mënyra,начин,รูปแบบ,modality,delivery mode,delivery_method,delivery method,delivery_type,instruction_mode,mode_of_delivery,mode of delivery,mode of learning,mode of attendance,attendance,attendance_mode,participation,form of participation,form_of_participation,modality of delivery,course_format,course_mode,learning format,course type,teaching_mode,oblik izvođenja,oblik izvedbe,oblik sudjelovanja,oblik učešća,način održavanja,način izvedbe,način provedbe,način realizacije,način pohađanja,vrsta nastave,vid nastave,modalitet,durchführung,durchführungsform,veranstaltungsform,kursform,angebotsform,kursart,lehrform,format der teilnahme,teilnahmeform,metode pembelajaran,metode pelatihan,mode pembelajaran,cara penyampaian,kaedah,kaedah pembelajaran,kaedah penyampaian,mod pembelajaran,mod,bentuk,bentuk kegiatan,forma,forma e mësimit,forma e pjesëmarrjes,mënyra e zhvillimit,mënyra e mësimit,mënyra e ofrimit,начин на изведба,начин на изведување,начин на реализација,начин на настава,форма,форма на учество,вид на настава,начин извођења,รูปแบบการเรียน,รูปแบบการสอน,วิธีการเรียน,modalité,modalités,modalidad,modalità,modalità di erogazione,modalidade,leervorm,tryb,eğitim şekli",
        "schedule": "schedule,schedules,time_of_day,times,timetable,raspored,vrijeme nastave,termin,unterrichtszeit,jadwal,jadual,orari,распоред,course_schedule,class_times,class times,meeting_times,meeting times,time,session_times,when,days,days_and_times,hours of attendance,study time,shift,vrijeme,vrijeme održavanja,termin održavanja,termini,raspored nastave,satnica održavanja,vreme,vreme održavanja,smjena,unterrichtszeiten,zeiten,uhrzeit,kurszeit,kurszeiten,zeitraum,tageszeit,waktu,waktu pelaksanaan,jadwal pelatihan,jadwal kursus,masa,sesi,orari i kursit,orari i mësimit,koha,време,време на одржување,термин,термини,ตารางเรียน,เวลาเรียน,วันเวลา,เวลา,horaire,horaires,horario,horarios,orario,rooster,harmonogram,program saatleri",
        "location": "location,place,venue,city,mjesto,mesto,grad,lokacija,ort,veranstaltungsort,lokasi,tempat,kota,vendndodhja,qyteti,место,град,สถานที่,address,town,campus,delivery_location,training location,training_location,site_name,course_location,city_name,area,region,province,district,municipality,county,mjesto održavanja,mjesto izvođenja,mjesto izvedbe,lokacija održavanja,adresa održavanja,opština,općina,regija,kanton,županija,entitet,mesto održavanja,kursort,schulungsort,unterrichtsort,durchführungsort,standort,stadt,bundesland,lokasi pelatihan,tempat pelatihan,tempat pelaksanaan,alamat,kabupaten,provinsi,daerah,lokasi kursus,bandar,negeri,vendi i zhvillimit,vendi i mbajtjes,vendndodhja e kursit,lokacioni,adresa,rajoni,komuna,место на одржување,место на изведба,локација,општина,регион,место одржавања,ที่ตั้ง,จังหวัด,สถานที่เรียน,สถานที่จัด,lieu,ville,adresse,lugar,ciudad,ubicación,localidad,provincia,luogo,sede,città,local,cidade,locatie,plaats,miejsce,miasto,lokalizacja,yer,şehir,konum",
        "start_dates": "start_dates,start_date,startdate,starts,start,begin,dates,početak,datum početka,datum pocetka,beginn,startdatum,tanggal mulai,tarikh mula,data e fillimit,почеток,датум,course_start,course_start_date,start dates,starting_date,starting date,date of start,commencement,commencement date,next_start,next_start_date,next start,from_date,date_from,intake,intakes,session_dates,date,begins,begin_date,datum početka kursa,datum početka nastave,datum održavanja,datumi,datum starta,početak kursa,početak nastave,početak tečaja,početak obuke,prvi termin,start kursa,datum,termine,kursbeginn,kursstart,startet am,anfang,beginndatum,lehrgangsbeginn,starttermin,nächster start,tanggal,tanggal pelaksanaan,tanggal pelatihan,mulai,tarikh,tarikh kursus,tarikh bermula,waktu mulai,data e nisjes,fillimi,data,datat,nisja,датум на почеток,датум на започнување,почеток на курс,почетак,датум почетка,дата,дата начала,วันที่เริ่ม,วันเริ่มเรียน,วันเริ่มต้น,วันที่,วันเปิดเรียน,date de début,date début,début,fecha de inicio,fecha inicio,inicio,fechas,data inizio,inizio,data di inizio,data de início,data rozpoczęcia,başlangıç tarihi",
        "support": "support,support_services,services,podrška,unterstützung,dukungan,sokongan,mbështetja,поддршка,support_available,learner_support,support offered,facilities,accessibility,additional support,usluge podrške,podrška polaznicima,dostupna podrška,angebote zur unterstützung,unterstützungsangebote,layanan dukungan,layanan,kemudahan,perkhidmatan sokongan,fasilitas,shërbimet,shërbimet mbështetëse,mbështetja për pjesëmarrësit,услуги за поддршка,поддршка за учесници,การสนับสนุน,สิ่งอำนวยความสะดวก,servicios,apoyo,servizi",
        "assessment": "assessment,assessment_type,type_of_assessment,exam,examination,provjera znanja,ocjenjivanje,način provjere,prüfung,prüfungsform,penilaian,ujian,vlerësimi,оценување,assessment_method,assessment method,assessment_methods,assessment methods,evaluation,evaluation_method,method of assessment,grading,final_exam,how assessed,način ocjenjivanja,način provjere znanja,način vrednovanja,vrednovanje,vrsta ispita,ispit,završni ispit,provera znanja,način polaganja,vrsta procjene,vrsta vrednovanja,procjena,ocenjivanje,leistungsnachweis,prüfungsart,abschlussprüfung,art der prüfung,leistungsüberprüfung,prüfungsleistung,bewertung,evaluasi,bentuk penilaian,metode penilaian,jenis penilaian,kaedah penilaian,pentaksiran,peperiksaan,provimi,mënyra e vlerësimit,lloji i vlerësimit,forma e vlerësimit,vleresimi,начин на оценување,вид на оценување,проверка на знаење,испит,การประเมินผล,การประเมิน,การวัดผล,การสอบ,évaluation,modalités d'évaluation,evaluación,tipo de evaluación,valutazione,avaliação,toetsing,ocena,weryfikacja,değerlendirme",
        "quality_assurance": "quality_assurance,quality,qa,accreditation,osiguranje kvaliteta,akreditacija,qualitätssicherung,jaminan mutu,jaminan kualiti,sigurimi i cilësisë,обезбедување квалитет,accredited_by,accreditation_status,accrediting body,quality assurance type,type of quality assurance,accredited,quality_mark,kvaliteta,osiguranje kvalitete,vrsta osiguranja kvalitete,osiguravanje kvaliteta,obezbeđenje kvaliteta,akreditirano od,akreditacija programa,akkreditierung,qualitätssicherungsverfahren,zulassung,azav,zertifizierung,akreditasi,penjaminan mutu,pengiktirafan,akreditimi,акредитација,обезбедување на квалитет,осигурување на квалитет,การประกันคุณภาพ,การรับรอง,assurance qualité,garantía de calidad,aseguramiento de la calidad,garanzia di qualità,zapewnienie jakości,kalite güvencesi",
        "prerequisites": "prerequisites,prerequisite,entry_requirements,requirements,admission_requirements,preduslovi,preduvjeti,uslovi upisa,voraussetzungen,teilnahmevoraussetzungen,prasyarat,persyaratan,parakushtet,предуслови,pre_requisites,prereq,prereqs,pre-requisites,required_knowledge,entry_level,admission,eligibility,eligibility criteria,requirement,who can apply,preduslov,preduvjet,uslovi,uvjeti,uvjeti upisa,uslov upisa,potrebno predznanje,predznanje,uvjeti za upis,uslovi za upis,potrebna znanja,zulassungsvoraussetzungen,zugangsvoraussetzungen,zugangsvoraussetzung,teilnahmevoraussetzung,vorkenntnisse,voraussetzung,syarat,syarat pendaftaran,syarat masuk,syarat peserta,kelayakan masuk,prasyarat peserta,kushtet,kushtet e pranimit,kushtet e regjistrimit,parakushte,parakushti,предуслов,услови,услови за запишување,потребни предзнаења,услови за упис,คุณสมบัติผู้เรียน,คุณสมบัติ,เงื่อนไข,พื้นฐานที่ต้องมี,prérequis,conditions d'admission,requisitos,requisitos previos,prerrequisitos,prerequisiti,requisiti,pré-requisitos,vereisten,toelatingseisen,wymagania,ön koşullar",
        "stacks_into": "stacks_into,stackability,leads_to,part_of,progression,slaže se u,anrechenbar auf,teil von,bagian dari,stackable into,part of programme,leads to qualification,further_learning,pathway,može se nadograditi u,dio programa,dio kvalifikacije,vodi ka,ugradivo u,anrechenbarkeit,anrechenbar,führt zu,mengarah ke,menuju ke,bahagian daripada,çon në,pjesë e,води кон,дел од,conduce a,mène à,porta a",
        "supervision": "supervision,identity_verification,proctoring,nadzor,aufsicht,pengawasan,supervision and identity verification,id_verification,identity check,provjera identiteta,nadzor i provjera identiteta,identitätsprüfung,verifikasi identitas,mbikëqyrja,verifikimi i identitetit,надзор,проверка на идентитет",
        "further_information": "further_information,additional_information,notes,remarks,standardized_featuresdescription,dodatne informacije,napomena,weitere informationen,hinweise,informasi tambahan,catatan,further info,additional info,note,comment,comments,other information,other,miscellaneous,notes for learners,napomene,ostale informacije,ostalo,dodatne napomene,bemerkung,bemerkungen,anmerkungen,hinweis,sonstiges,zusatzinformationen,keterangan tambahan,informasi lain,maklumat tambahan,informacion shtesë,informata shtesë,shënime,të tjera,дополнителни информации,забелешка,забелешки,напомена,หมายเหตุ,ข้อมูลเพิ่มเติม,remarques,informations complémentaires,observaciones,información adicional,note aggiuntive,uwagi,notlar",
    }.items()
}  # fmt: skip
PARTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "description": (
        _names("primary_description,secondary_description,tertiary_description"),
        _names("primary_description,secondary_description"),
        _names("short_description,long_description"),
        _names("short_description,full_description"),
    ),
    "location": (_names("city,state"), _names("address,city"), _names("city,region")),
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
NOT_WHEN_BESIDE = {
    "languages": frozenset({"speakspanish"}),
    "level": frozenset({"programtype", "difficulty"}),
}
"""Headings that mean something else in a file that also has one of those: languages that the staff speak, difficulty."""
TOLD_BY_CELLS = {
    ours: frozenset(_names(words))
    for ours, words in {
        "eqf_level": "level,nivo,razina,niveli,niveau,stufe",
        "hours": "duration,course_duration,length,course_length,program_duration,workload,effort,time_commitment,total_time,credit hours,ue,trajanje,trajanje kursa,trajanje tečaja,trajanje obuke,trajanje programa,opterećenje,radno opterećenje,dauer,kursdauer,lehrgangsdauer,umfang,zeitaufwand,arbeitsaufwand,durasi,durasi kursus,durasi pelatihan,lama pelatihan,lama kursus,tempoh,tempoh kursus,kohëzgjatja,kohëzgjatja e kursit,времетраење,траење,трајање,ระยะเวลา,durée,duración,durata,duração,duur,czas trwania,süre",
        "mode": "format,form,type,course type,course_type,kursart,attendance,forma,форма,bentuk,mod,method,vrsta nastave,course_format",
        "schedule": "time,times,when,days,waktu,koha,време,เวลา,masa,sesi,vrijeme,vreme,shift,zeitraum",
        "start_dates": "date,dates,start,begin,starts,data,datum,datumi,termine,tanggal,tarikh,дата,วันที่,intake,intakes,fechas,fillimi,mulai,inicio,inizio,from_date",
        "url": "link,page,site,web,veza,lidhja,врска,адреса,href,sito",
        "price": "amount,iznos,betrag,prices,quota,fees",
        "language": "medium,lang,dil,bahasa,taal",
        "country": "land,vendi,negara,region or country,страна",
        "support": "facilities,services,accessibility,layanan,fasilitas,kemudahan,servicios,servizi",
        "currency": "cur,moneta,moneda",
    }.items()
}  # fmt: skip
"""Names that may mean ours or something else: they are taken only where the cells can be read that way."""
COURSE_WORDS = frozenset(
    _names(
        "course,courses,programme,program,programs,training,module,class,the,of,a,an,for,your,and,kursa,kurs,tečaja,tečaj,tecaja,programa,obuke,obuka,"
        "kolegija,predmeta,nastave,kurses,kurs,lehrgang,lehrgangs,der,die,das,des,kursus,pelatihan,program,kursit,trajnimit,trajnim,e,i,së,të,"
        "на,курсот,курс,курсат,програмата,програма,обука,обуката,du,de,la,le,les,del,el,cours,curso,corso,en,in,u,min,max,total,number,no,num,"
        "obrazovanja,edukacije,nastava,настава,available,offered,dostupno,moguće,angebot,tersedia,möglich,formation,field,col,column,value,text"
    )
)
"""Words that say nothing beside another: `Opis tečaja` is `Opis`."""
NOTES = frozenset(
    _names(
        "category,categories,subject,subjects,subject_area,sector,sectors,field of study,field_of_study,domain,discipline,area of study,department,"
        "difficulty,difficulty_level,course_difficulty,level,levels,experience_level,nqf,nqf level,zqf,dqr,hko,national level,qualification,"
        "qualification_level,qualification_type,degree,degreeawardedname,certificate,certificate_type,credential_type,program_type,industrycredentialname,licenseawardedname,"
        "weeks,weeks_to_complete,duration_weeks,weeks_duration,duration,length,effort,hours_per_week,sector_name,specialisation,specialization,"
        "područje,oblast,sektor,kategorija,djelatnost,zanimanje,nivo,razina,stepen,kvalifikacija,vrsta programa,certifikat,uvjerenje,trajanje,težina,"
        "bereich,fachbereich,kategorie,themengebiet,branche,niveau,abschluss,abschlussart,zertifikat,dauer,schwierigkeitsgrad,"
        "bidang,kategori,sektor,jenjang,tingkat,sertifikat,durasi,lama,tahap,bidang keahlian,"
        "fusha,kategoria,sektori,niveli,kohëzgjatja,certifikata,kualifikimi,"
        "област,категорија,сектор,ниво,времетраење,квалификација,сертификат,หมวดหมู่,ระดับ,สาขา,ระยะเวลา,ประเภท,ประกาศนียบัตร,"
        "catégorie,domaine,niveau,durée,categoría,área,nivel,duración,settore,livello,durata,occupation,occupations,target_group,audience,zielgruppe,ciljna skupina,ciljna grupa,целна група"
    )
)
"""What learners want to know and what has no column of ours: kept under its own name in further_information."""
PEOPLE = frozenset(
    _names(
        "instructor,instructors,teacher,teachers,lecturer,trainer,tutor,author,authors,staff,contact,contact_person,created_by,updated_by,user,owner,person,"
        "predavač,predavači,nastavnik,voditelj,dozent,referent,ansprechpartner,pengajar,instruktur,predavaç,ligjëruesi,trajneri,предавач,อาจารย์,ผู้สอน,image,logo,photo,thumbnail,review,reviews"
    )
)
"""Groups of fields whose names and titles are not the course's."""
OTHERS = frozenset(
    _names(
        "updated,update,modified,created,inserted,end,ends,until,deadline,expires,expiry,published,closing,closes,rating,ratings,votes,enrolled,enrolments,"
        "email,mail,phone,telephone,fax,zip,postcode,status,state,active,video,version,birth,kraj,završetak,rok,ažurirano,izmijenjeno,ende,enddatum,anmeldeschluss,"
        "geändert,erstellt,status,selesai,berakhir,akhir,diperbarui,tamat,mbarimi,afati,крај,рок,สิ้นสุด,fin,fine,availability,capacity,seats,places,participants,polaznika"
    )
)
"""Words of headings whose dates, addresses and names are not what our columns ask for."""

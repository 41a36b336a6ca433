use super::*;
use crate::language::tests::{english, german};

/// The parts of a text, separated by ` / `; absent ones are empty.
fn cut(text: &str, language: &Language) -> String {
    let parts = layout(text, Span::new(0, text.len()), language);
    let written = |span: Option<Span>| span.map_or("", |s| &text[s.range()]);
    format!(
        "{} / {} / {} / {}",
        written(parts.greeting),
        &text[parts.body.range()],
        written(parts.closing),
        written(parts.signature)
    )
}

fn check(language: &Language, cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, right)| (text, cut(text, language), right))
        .filter(|(_, found, right)| found != *right)
        .map(|(text, found, right)| format!("{text:?}\n  found {found:?}\n  right {right:?}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn german_greetings_are_found() {
    check(
        german(),
        &[
            (
                "Hallo Frau Berger,\n\nschön.",
                "Hallo Frau Berger, / schön. /  / ",
            ),
            (
                "Hallo Frau Berger, Ihr Vortrag war toll.",
                "Hallo Frau Berger, / Ihr Vortrag war toll. /  / ",
            ),
            (
                "Sehr geehrte Frau Dr. Berger,\nich",
                "Sehr geehrte Frau Dr. Berger, / ich /  / ",
            ),
            (
                "Sehr geehrter Herr Prof. Dr. von der Heide,\nich",
                "Sehr geehrter Herr Prof. Dr. von der Heide, / ich /  / ",
            ),
            (
                "Sehr geehrte Damen und Herren,\nich",
                "Sehr geehrte Damen und Herren, / ich /  / ",
            ),
            (
                "Grüezi Herr Meier\n\nIch las",
                "Grüezi Herr Meier / Ich las /  / ",
            ),
            (
                "Grüezi mitenand\nIch las",
                "Grüezi mitenand / Ich las /  / ",
            ),
            (
                "Geschätzte Frau Keller\nIch las",
                "Geschätzte Frau Keller / Ich las /  / ",
            ),
            ("Servus Jo, was geht", "Servus Jo, / was geht /  / "),
            (
                "Grüß Gott Frau Mag. Huber,\nich",
                "Grüß Gott Frau Mag. Huber, / ich /  / ",
            ),
            (
                "Moin moin Jan! Lange her",
                "Moin moin Jan! / Lange her /  / ",
            ),
            ("Guten Tag,\nich", "Guten Tag, / ich /  / "),
            (
                "Guten Morgen, Frau Berger,\nich",
                "Guten Morgen, Frau Berger, / ich /  / ",
            ),
            ("Hi Anna - kurze Frage", "Hi Anna - / kurze Frage /  / "),
            ("Hallo zusammen, ich", "Hallo zusammen, / ich /  / "),
            ("Hallo ihr Lieben,\nich", "Hallo ihr Lieben, / ich /  / "),
            ("Hallo in die Runde! Ich", "Hallo in die Runde! / Ich /  / "),
            (
                "Hallo Anna und Tom,\nich",
                "Hallo Anna und Tom, / ich /  / ",
            ),
            ("hallo anna,\nich", "hallo anna, / ich /  / "),
            ("HALLO FRAU BERGER, ich", "HALLO FRAU BERGER, / ich /  / "),
            ("Hallo Anna 👋\nIch", "Hallo Anna 👋 / Ich /  / "),
            ("👋 Hallo Anna! 🙂 Ich", "👋 Hallo Anna! 🙂 / Ich /  / "),
            (
                "Hallo Frau Berger Ihr Vortrag war toll.",
                "Hallo Frau Berger / Ihr Vortrag war toll. /  / ",
            ),
            (
                "Hallo ich habe Ihr Profil gesehen.",
                "Hallo / ich habe Ihr Profil gesehen. /  / ",
            ),
            ("Liebe Anna, danke!", "Liebe Anna, / danke! /  / "),
            ("Liebe:r Alex,\ndanke!", "Liebe:r Alex, / danke! /  / "),
            (
                "Liebe Freunde der Imkerei,\nich",
                "Liebe Freunde der Imkerei, / ich /  / ",
            ),
            (
                "Hallo {{first_name}},\nich",
                "Hallo {{first_name}}, / ich /  / ",
            ),
            (
                "Hallo {{ first_name }}, ich",
                "Hallo {{ first_name }}, / ich /  / ",
            ),
            (
                "Hallo Herr/Frau [Nachname],\nich",
                "Hallo Herr/Frau [Nachname], / ich /  / ",
            ),
            ("Anna,\nschöner Vortrag.", "Anna, / schöner Vortrag. /  / "),
            (
                "Frau Dr. Berger,\nschöner Vortrag.",
                "Frau Dr. Berger, / schöner Vortrag. /  / ",
            ),
            (
                "\n\n  Hallo Anna,\r\n\r\nschön.\r\n",
                "Hallo Anna, / schön. /  / ",
            ),
            (
                "Hallo Frau Müller-Lüdenscheid,\nich",
                "Hallo Frau Müller-Lüdenscheid, / ich /  / ",
            ),
            ("Hallo,", "Hallo, /  /  / "),
            (
                "Frau Berger, Sie haben gefragt.",
                "Frau Berger, / Sie haben gefragt. /  / ",
            ),
            (
                "Verehrte Frau Professorin, Sie haben gefragt.",
                "Verehrte Frau Professorin, / Sie haben gefragt. /  / ",
            ),
            ("Grüß dich Tom,\nna", "Grüß dich Tom, / na /  / "),
            (
                "Habe die Ehre, Herr Hofrat Huber!\nIch",
                "Habe die Ehre, Herr Hofrat Huber! / Ich /  / ",
            ),
        ],
    );
}

#[test]
fn a_german_body_may_look_like_a_greeting() {
    check(
        german(),
        &[
            (
                "Liebe auf den ersten Blick war das.",
                " / Liebe auf den ersten Blick war das. /  / ",
            ),
            (
                "Danke!\nIch las Ihren Text gern.",
                " / Danke!\nIch las Ihren Text gern. /  / ",
            ),
            (
                "Anna, dein Vortrag war toll.",
                " / Anna, dein Vortrag war toll. /  / ",
            ),
            ("Kurz,\nich mag es.", " / Kurz,\nich mag es. /  / "),
            ("Ihr Vortrag war toll.", " / Ihr Vortrag war toll. /  / "),
            (
                "Frau und Herr Berger waren da.",
                " / Frau und Herr Berger waren da. /  / ",
            ),
            ("", " /  /  / "),
            (" \n ", " /  /  / "),
        ],
    );
}

#[test]
fn german_closings_and_signatures_are_found() {
    check(
        german(),
        &[
            ("Gern.\n\nViele Grüße\nTom", " / Gern. / Viele Grüße / Tom"),
            (
                "Gern.\nViele Grüße,\nTom Weiß\nWeiß Training GmbH\n+49 40 123456",
                " / Gern. / Viele Grüße / Tom Weiß\nWeiß Training GmbH\n+49 40 123456",
            ),
            ("Gern. Viele Grüße Tom", " / Gern. / Viele Grüße / Tom"),
            ("Schönen Tag! LG Jo", " / Schönen Tag! / LG / Jo"),
            ("Schönen Tag! LG\nJo", " / Schönen Tag! / LG / Jo"),
            ("Melde dich gern, LG Jo", " / Melde dich gern, / LG / Jo"),
            ("Gern. lg, jo", " / Gern. / lg / jo"),
            ("Gern.\nMfG\nT. Weiß", " / Gern. / MfG / T. Weiß"),
            (
                "Gern.\nMit freundlichen Grüssen\nUrs Keller",
                " / Gern. / Mit freundlichen Grüssen / Urs Keller",
            ),
            (
                "Gern.\nFreundliche Grüsse Urs",
                " / Gern. / Freundliche Grüsse / Urs",
            ),
            (
                "Gern.\nViele Grüße aus dem sonnigen Wien\nTom",
                " / Gern. / Viele Grüße aus dem sonnigen Wien / Tom",
            ),
            (
                "Gern.\nViele Grüße aus Wien, Tom",
                " / Gern. / Viele Grüße aus Wien / Tom",
            ),
            ("Gern. Danke & Gruß, Tom", " / Gern. / Danke & Gruß / Tom"),
            ("Gern.\nDanke!\nTom", " / Gern. / Danke / Tom"),
            ("Gern. Danke, Tom", " / Gern. / Danke / Tom"),
            (
                "Gern.\nVielen Dank und\nViele Grüße\nTom",
                " / Gern.\nVielen Dank und / Viele Grüße / Tom",
            ),
            (
                "Gern.\nDanke vorab!\nViele Grüße\nTom",
                " / Gern. / Danke vorab!\nViele Grüße / Tom",
            ),
            (
                "Freue mich auf den Austausch.\nBeste Grüße\nTom",
                " / Freue mich auf den Austausch. / Beste Grüße / Tom",
            ),
            (
                "Freue mich auf Ihre Antwort Viele Grüße Tom",
                " / Freue mich auf Ihre Antwort / Viele Grüße / Tom",
            ),
            (
                "Freue mich auf den Austausch!",
                " / Freue mich auf den Austausch! /  / ",
            ),
            (
                "Hallo Anna,\nschön!\nHerzlichst\nIhr Tom Weiß",
                "Hallo Anna, / schön! / Herzlichst / Ihr Tom Weiß",
            ),
            ("Gern!\nIhr Tom Weiß", " / Gern! /  / Ihr Tom Weiß"),
            ("Gern.\nTom", " / Gern. /  / Tom"),
            ("Gern.\n– Tom", " / Gern. /  / – Tom"),
            ("Bis dann! – Tom", " / Bis dann! /  / – Tom"),
            ("Gern 🙂\n\nTom", " / Gern 🙂 /  / Tom"),
            (
                "Gern.\n\n-- \nTom Weiß\nweiss.example",
                " / Gern.\n\n-- /  / Tom Weiß\nweiss.example",
            ),
            ("Gern.\nBaba\nFranz", " / Gern. / Baba / Franz"),
            ("ok. gruß m. aydin", " / ok. / gruß / m. aydin"),
            (
                "Gern.\nMit Dank und herzlichem Gruß\nTom",
                " / Gern. / Mit Dank und herzlichem Gruß / Tom",
            ),
            (
                "Gern.\nSternenklare Grüße aus der Bücherei\nTom",
                " / Gern. / Sternenklare Grüße aus der Bücherei / Tom",
            ),
            (
                "Gern.\nLiebs Grüessli\nReto",
                " / Gern. / Liebs Grüessli / Reto",
            ),
            (
                "Gern.\nLiebe Grüße und bis bald\nTom",
                " / Gern. / Liebe Grüße und bis bald / Tom",
            ),
            ("Gern.\nBeste Grüße 🙂", " / Gern. / Beste Grüße / "),
            ("Liebe Grüße\nTom", " /  / Liebe Grüße / Tom"),
        ],
    );
}

#[test]
fn german_bodies_may_look_like_a_closing() {
    check(
        german(),
        &[
            (
                "Ihr Projekt bei LG Electronics",
                " / Ihr Projekt bei LG Electronics /  / ",
            ),
            ("Danke für die Anfrage!", " / Danke für die Anfrage! /  / "),
            (
                "Best Practice teile ich gern.",
                " / Best Practice teile ich gern. /  / ",
            ),
            (
                "Viele Grüße soll ich Ihnen von Jo Klein ausrichten, wir saßen gestern lange zusammen und sprachen von Ihnen.",
                " / Viele Grüße soll ich Ihnen von Jo Klein ausrichten, wir saßen gestern lange zusammen und sprachen von Ihnen. /  / ",
            ),
            (
                "Was denken Sie?\nDanke!",
                " / Was denken Sie?\nDanke! /  / ",
            ),
            (
                "Alles Gute zum neuen Job!",
                " / Alles Gute zum neuen Job! /  / ",
            ),
            (
                "Ihr Beitrag über\nAgilität",
                " / Ihr Beitrag über\nAgilität /  / ",
            ),
        ],
    );
}

#[test]
fn english_parts_are_found() {
    check(
        english(),
        &[
            (
                "Hi Anna,\nnice.\n\nBest,\nTom",
                "Hi Anna, / nice. / Best / Tom",
            ),
            (
                "Hi Anna - quick one: when?",
                "Hi Anna - / quick one: when? /  / ",
            ),
            ("Dear Dr. Berger, I read", "Dear Dr. Berger, / I read /  / "),
            (
                "Dear Mr. Berger,\nI read",
                "Dear Mr. Berger, / I read /  / ",
            ),
            (
                "Dear Sir or Madam,\nI read",
                "Dear Sir or Madam, / I read /  / ",
            ),
            ("Hi there, I saw", "Hi there, / I saw /  / "),
            ("Hey I saw your talk", "Hey / I saw your talk /  / "),
            ("Hi May, I saw", "Hi May, / I saw /  / "),
            ("Hi May I ask you", "Hi / May I ask you /  / "),
            ("Hi, Anna! I saw", "Hi, Anna! / I saw /  / "),
            (
                "Hi, Anna here from ACME.",
                "Hi, / Anna here from ACME. /  / ",
            ),
            (
                "Good morning Anna. I saw",
                "Good morning Anna. / I saw /  / ",
            ),
            (
                "Morning runs are great.",
                " / Morning runs are great. /  / ",
            ),
            ("Anna,\nI saw it.", "Anna, / I saw it. /  / "),
            ("Nice one. Cheers, Tom", " / Nice one. / Cheers / Tom"),
            ("Nice one. Cheers Tom", " / Nice one. / Cheers / Tom"),
            ("Nice one.\nThanks!\nTom", " / Nice one. / Thanks / Tom"),
            ("Thanks for connecting!", " / Thanks for connecting! /  / "),
            (
                "Thanks!\nI read your post and liked it.",
                " / Thanks!\nI read your post and liked it. /  / ",
            ),
            (
                "Nice one.\nKind regards from Vienna,\nTom Weiß\nCEO, ACME",
                " / Nice one. / Kind regards from Vienna / Tom Weiß\nCEO, ACME",
            ),
            ("Best practices matter.", " / Best practices matter. /  / "),
            ("Nice one.\n-Tom", " / Nice one. /  / -Tom"),
            (
                "Looking forward to it!\nBest wishes\nTom\n\nP.S. Loved the bees!",
                " / Looking forward to it! / Best wishes / Tom\n\nP.S. Loved the bees!",
            ),
            (
                "Nice one.\nYours sincerely,\nTom Weiß",
                " / Nice one. / Yours sincerely / Tom Weiß",
            ),
        ],
    );
}

fn name(greeting: &str, language: &Language) -> String {
    greeting_name(greeting, Span::new(0, greeting.len()), language).map_or("-".into(), |name| {
        let titles: Vec<_> = name.titles.iter().map(|(t, _)| t.as_str()).collect();
        format!(
            "{}|{}|{}|{}",
            name.salutation.unwrap_or_default(),
            titles.join(" "),
            name.text,
            name.words.len()
        )
    })
}

#[test]
fn names_are_read_from_greetings() {
    for (greeting, right) in [
        ("Hallo Frau Berger,", "Frau||Berger|1"),
        (
            "Sehr geehrter Herr Prof. Dr. von der Heide,",
            "Herr|Prof Dr|von der Heide|3",
        ),
        (
            "Sehr geehrte Frau Dr. med. Müller-Lüdenscheid,",
            "Frau|Dr med|Müller-Lüdenscheid|1",
        ),
        ("Hallo Anna,", "||Anna|1"),
        ("hallo anna,", "||anna|1"),
        ("Hallo Anna Berger!", "||Anna Berger|2"),
        ("Hallo liebe Anna,", "||Anna|1"),
        ("Guten Morgen, Frau Berger,", "Frau||Berger|1"),
        ("Anna,", "||Anna|1"),
        ("Grüezi Herr Meier", "Herr||Meier|1"),
        ("Hallo Herrn Meier,", "Herr||Meier|1"),
        ("👋 Hallo Anna! 🙂", "||Anna|1"),
        ("Hallo Anna und Tom,", "||Anna|1"),
        ("HALLO FRAU BERGER,", "Frau||BERGER|1"),
        ("Hi Anna-Lena Müller PMP®,", "|PMP|Anna-Lena Müller|2"),
        ("Hallo zusammen,", "-"),
        ("Hallo,", "-"),
        ("Sehr geehrte Damen und Herren,", "-"),
        ("Hallo {{first_name}},", "-"),
        ("Hallo Herr/Frau [Nachname],", "-"),
        ("Hallo in die Runde!", "-"),
        ("Hallo Frau,", "-"),
        ("Liebe Kolleg:innen vom Museum,", "-"),
        ("Hallo Tom Weiß,", "||Tom Weiß|2"),
        ("Hallo Herr Kurz,", "Herr||Kurz|1"),
    ] {
        assert_eq!(name(greeting, german()), right, "{greeting}");
    }
    for (greeting, right) in [
        ("Dear Dr. Berger,", "|Dr|Berger|1"),
        ("Dear Mr. O'Brien,", "Herr||O'Brien|1"),
        ("Dear Ms Berger", "Frau||Berger|1"),
        ("Hi there,", "-"),
        ("Hi Anna -", "||Anna|1"),
        ("Hi May,", "||May|1"),
        ("Dear Hiring Manager,", "-"),
        ("Dear Sir/Madam,", "-"),
    ] {
        assert_eq!(name(greeting, english()), right, "{greeting}");
    }
}

#[test]
fn any_text_is_cut_without_a_panic() {
    let pieces = [
        "Hallo ", "Anna", ",", "\n", "\r\n", "é", "🙂", "-- ", "LG ", "Danke", "! ", "{{", "}} ",
        "\u{2028}", "Dr. ", "– ", "\u{feff}", "von ",
    ];
    let mut seed = 1_u32;
    for _ in 0..4000 {
        let mut text = String::new();
        for _ in 0..12 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(pieces[(seed >> 16) as usize % pieces.len()]);
        }
        for language in [german(), english()] {
            let parts = layout(&text, Span::new(0, text.len()), language);
            let mut end = 0;
            for part in parts.in_order() {
                assert!(
                    part.start >= end && text.get(part.range()).is_some(),
                    "{text:?} {parts:?}"
                );
                end = part.end;
            }
            if let Some(greeting) = parts.greeting {
                let _ = greeting_name(&text, greeting, language);
            }
        }
    }
}

#[test]
fn hostile_texts_are_cut_in_linear_time() {
    let begin = std::time::Instant::now();
    for part in [
        "a",
        "Hallo ",
        "LG ",
        "\n",
        "Danke!\n",
        "- ",
        "{",
        "Anna,\n",
        "Viele Grüße ",
    ] {
        let text = part.repeat(100_000);
        for language in [german(), english()] {
            let _ = layout(&text, Span::new(0, text.len()), language);
        }
    }
    // Generous, for slow machines; quadratic time would take hours.
    assert!(begin.elapsed().as_secs() < 60, "{:?}", begin.elapsed());
}

use super::*;

fn words() -> SlotWords {
    #[derive(Deserialize)]
    struct File {
        slots: SlotTable,
    }
    let file = include_str!("../../../rules/slots.toml");
    toml::from_str::<File>(file).unwrap().slots.into()
}

fn found(text: &str) -> Vec<Slot> {
    find(text, Span::new(0, text.len()), &words())
}

/// The one field of a text: as written, name, syntax, class, fallback.
fn one(text: &str) -> (String, String, SlotSyntax, Option<SlotClass>, String) {
    let slots = found(text);
    assert_eq!(slots.len(), 1, "{text:?}: {slots:?}");
    let slot = &slots[0];
    (
        text[slot.span.range()].to_owned(),
        slot.name.clone(),
        slot.syntax,
        slot.class,
        slot.fallback
            .map_or(String::new(), |s| text[s.range()].to_owned()),
    )
}

#[test]
fn the_syntaxes_of_the_tools_are_found() {
    use SlotClass::*;
    use SlotSyntax::*;
    for (written, name, syntax, class) in [
        ("{{firstName}}", "firstName", DoubleBrace, Some(Identity)),
        ("{{FIRST_NAME}}", "FIRST_NAME", DoubleBrace, Some(Identity)),
        (
            "{{ company_name }}",
            "company_name",
            DoubleBrace,
            Some(Profile),
        ),
        (
            "{{ contact.firstname }}",
            "contact.firstname",
            DoubleBrace,
            Some(Identity),
        ),
        (
            "{{sender.first_name}}",
            "sender.first_name",
            DoubleBrace,
            Some(Sender),
        ),
        ("{{icebreaker}}", "icebreaker", DoubleBrace, Some(Free)),
        (
            "{{ai: write a line about the post}}",
            "ai",
            DoubleBrace,
            Some(Free),
        ),
        (
            "{{{Recipient.FirstName}}}",
            "Recipient.FirstName",
            DoubleBrace,
            Some(Identity),
        ),
        ("{{whatever_17}}", "whatever_17", DoubleBrace, None),
        (
            "{{unsubscribe_link}}",
            "unsubscribe_link",
            DoubleBrace,
            Some(Unsubscribe),
        ),
        (
            "{% if industry == \"SaaS\" %}",
            "if industry == \"SaaS\"",
            Tag,
            None,
        ),
        ("{{#if name}}", "#if name", Tag, None),
        ("{{^x}}", "^x", Tag, None),
        ("<%= name %>", "name", Tag, Some(Identity)),
        (
            "{!Contact.FirstName}",
            "Contact.FirstName",
            SingleBrace,
            Some(Identity),
        ),
        ("{first_name}", "first_name", SingleBrace, Some(Identity)),
        ("{vorname}", "vorname", SingleBrace, Some(Identity)),
        ("{First Name}", "First Name", SingleBrace, Some(Identity)),
        ("{foo}", "foo", SingleBrace, None),
        ("${name}", "name", SingleBrace, Some(Identity)),
        ("{0}", "0", SingleBrace, None),
        (
            "{ownerfield=signature}",
            "ownerfield=signature",
            SingleBrace,
            Some(Sender),
        ),
        ("*|FNAME|*", "FNAME", StarBar, Some(Identity)),
        ("*|IF:FNAME|*", "IF:FNAME", Tag, None),
        ("%FIRSTNAME%", "FIRSTNAME", Percent, Some(Identity)),
        ("%%FirstName%%", "FirstName", Percent, Some(Identity)),
        ("%company_name%", "company_name", Percent, Some(Profile)),
        ("#firstName#", "firstName", Hash, Some(Identity)),
        (
            "[[first_name]]",
            "first_name",
            DoubleBracket,
            Some(Identity),
        ),
        ("[Name]", "Name", Bracket, Some(Identity)),
        ("[Vorname]", "Vorname", Bracket, Some(Identity)),
        ("[Dein Name]", "Dein Name", Bracket, Some(Sender)),
        ("[Your Company]", "Your Company", Bracket, Some(Sender)),
        (
            "[specific topic]",
            "specific topic",
            Bracket,
            Some(Behaviour),
        ),
        (
            "[Thema des letzten Vortrags]",
            "Thema des letzten Vortrags",
            Bracket,
            Some(Behaviour),
        ),
        (
            "[Name des Unternehmens]",
            "Name des Unternehmens",
            Bracket,
            Some(Profile),
        ),
        ("[Thema/Branche]", "Thema/Branche", Bracket, Some(Behaviour)),
        (
            "[topic of their post]",
            "topic of their post",
            Bracket,
            Some(Behaviour),
        ),
        ("[Interest 2]", "Interest 2", Bracket, Some(Behaviour)),
        ("[Freund:in]", "Freund:in", Bracket, Some(Identity)),
        (
            "[hier persönlichen Bezug einfügen]",
            "hier persönlichen Bezug einfügen",
            Bracket,
            None,
        ),
        ("<Name>", "Name", Angle, Some(Identity)),
        ("<Company Name>", "Company Name", Angle, Some(Profile)),
        (
            "(Name einsetzen)",
            "Name einsetzen",
            Parenthesis,
            Some(Identity),
        ),
        (
            "(insert company name here)",
            "insert company name here",
            Parenthesis,
            Some(Profile),
        ),
        ("XXX", "XXX", Blank, None),
        ("___", "___", Blank, None),
        ("Herr/Frau", "Herr/Frau", Choice, Some(Identity)),
        ("Herr / Frau", "Herr / Frau", Choice, Some(Identity)),
        ("Mr./Mrs", "Mr./Mrs", Choice, Some(Identity)),
        ("%s", "s", Code, None),
        ("%(name)s", "name", Code, Some(Identity)),
        ("@Model.Name", "Name", Code, Some(Identity)),
    ] {
        for text in [
            format!("Hallo {written}, schön"),
            format!("Hi {written}\n"),
            format!("Ä {written}"),
        ] {
            let (whole, found_name, found_syntax, found_class, fallback) = one(&text);
            assert_eq!(whole, written, "{text:?}");
            assert_eq!(
                (found_name.as_str(), found_syntax, found_class),
                (name, syntax, class),
                "{text:?}"
            );
            assert_eq!(fallback, "", "{text:?}");
        }
    }
}

#[test]
fn fallbacks_are_found_behind_bars_and_colons() {
    for (written, name, fallback) in [
        ("{{firstName | default: \"there\"}}", "firstName", "there"),
        ("{{firstName|there}}", "firstName", "there"),
        ("{{ first_name | \"there\" }}", "first_name", "there"),
        (
            "{{contact.first_name || 'there'}}",
            "contact.first_name",
            "there",
        ),
        ("{{ ${first_name} | default: 'du' }}", "first_name", "du"),
        ("{{ first_name | default('du') }}", "first_name", "du"),
        ("{{ first_name | capitalize }}", "first_name", ""),
        (
            "{{ first_name | capitalize | default: 'du' }}",
            "first_name",
            "du",
        ),
        ("{{fallback|{{first_name}}|Sir}}", "first_name", "Sir"),
        ("{first_name:there}", "first_name", "there"),
        ("{first_name|there}", "first_name", "there"),
        (
            "{contactfield=firstname|there}",
            "contactfield=firstname",
            "there",
        ),
        ("*|FIRST_NAME|Friend|*", "FIRST_NAME", "Friend"),
        ("[[first_name|Dear Reader]]", "first_name", "Dear Reader"),
    ] {
        let (whole, found_name, _, class, found_fallback) = one(&format!("Hi {written},"));
        assert_eq!(whole, written);
        assert_eq!(
            (found_name.as_str(), found_fallback.as_str()),
            (name, fallback)
        );
        assert_eq!(class, Some(SlotClass::Identity), "{written}");
    }
}

#[test]
fn spintax_needs_a_bar_and_is_no_code() {
    for written in [
        "{Hi|Hello|Hey}",
        "{Hi|Hallo}",
        "{|Hello}",
        "{{Hi|Hello} you|Hey}",
        "{Hi {{first_name}}|Hello}",
        "{{random|Hello|Hey}}",
        "{{RANDOM | a | b}}",
        "{{random||Hello}}",
    ] {
        let (whole, _, syntax, ..) = one(&format!("{written} Anna"));
        assert_eq!((whole.as_str(), syntax), (written, SlotSyntax::Spintax));
    }
    for text in [
        "f{a|b}",
        "{x | x > 0}",
        "{ a || b }",
        "\\frac{a|b}",
        "fn(x){a|b}",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn look_alikes_are_left_alone() {
    for text in [
        "dein Beitrag zu `{{ }}` in Jinja",
        "Jinja mit `{{ name }}` und ``{{ a ` b }}`` und\n```\n{{ first_name }}\n[Name]\n```\nschön",
        "{{ }} ist schwer",
        "std::vector<Name>",
        "Vec<Company>",
        "„gut […] gemacht“ [sic] [...]",
        "Frau M. [Name geändert]",
        "Na dann :-| bis bald |*| *|",
        "Kund:innen, Mitarbeiter*innen, Kolleg_innen, Kolleg/-innen",
        "Entwickler (m/w/d)",
        "100 % Remote, 30 %, 50% sicher, 20 %s, 5 %d",
        "100%Remote%",
        "#LinkedInLocal #Name",
        "#Sales#Marketing #Name#Firma",
        "ich <3 es",
        "Anna <anna@example.com>",
        "[text](https://example.com) [Name](https://example.com)",
        "https://example.com/M%C3%BCller?a=%20b%20 /%C3%A4%C3%B6",
        "x^{2} und \\textbf{Name2} und \\d{2} und a{3}",
        "useEffect({count})",
        "{1, 2, 3} {} {a b c d}",
        "<title>Hallo</title> <b>fett</b> <br>",
        "XXXL und xxx",
        "foo___bar, ___fett___, __init__",
        "Grüße\n______________\nTom",
        "(Ich würde das gerne einsetzen)",
        "(siehe Name)",
        "Sie/du, er/sie, und/oder, Damen/Herren",
        "ob Herr oder Frau",
        "tom@Model.example",
        "[x] erledigt, [1], [Hamburg]",
        "{\"name\": \"Anna\"}",
        "style={color: red}",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn several_fields_come_in_order_and_do_not_overlap() {
    let text =
        "Hallo Herr/Frau [Nachname], ich sah {{post}} bei {company}. {{first_name}, XXX ___!";
    let names: Vec<_> = found(text).into_iter().map(|s| s.name).collect();
    assert_eq!(
        names,
        [
            "Herr/Frau",
            "Nachname",
            "post",
            "company",
            "first_name",
            "XXX",
            "___"
        ]
    );
}

#[test]
fn only_the_span_is_read() {
    let text = "{{a1}} {{b1}} {{c1}}";
    let slots = find(text, Span::new(7, 13), &SlotWords::default());
    assert_eq!(slots.len(), 1);
    assert_eq!(slots[0].name, "b1");
    assert_eq!(find(text, Span::new(7, 11), &SlotWords::default()), []);
}

#[test]
fn hostile_input_costs_linear_time() {
    let n = 100_000;
    let words = words();
    let begin = std::time::Instant::now();
    for part in [
        "{", "{{", "{ ", "[", "[[", "<", "<%", "(", "*|", "%a", "#a", "`", "`` ", "_", "_ ", "a/",
        "{a|", "}", "{}", "%", "{{{ä", "[x", "<</",
    ] {
        let text = part.repeat(n);
        let _ = find(&text, Span::new(0, text.len()), &words);
    }
    let text = format!("{}x{}", "{".repeat(n), "}".repeat(n));
    let _ = find(&text, Span::new(0, text.len()), &words);
    // Generous, for slow machines; quadratic time would take hours.
    assert!(begin.elapsed().as_secs() < 60, "{:?}", begin.elapsed());
}

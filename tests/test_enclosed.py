"""What came with a mail: its files in their order, by what they are; what is not taken says why."""

from __future__ import annotations

from email.message import EmailMessage

from correspondence.enclosed import LARGEST, MOST, Enclosed, Refused, enclosed

PDF, PNG = b"%PDF-1.7 paper", b"\x89PNG\r\n\x1a\n picture"


def mail(*files: tuple[str, str, bytes]) -> EmailMessage:
    """A mail with files, each with its name, the type that its program says, and its bytes."""
    made = EmailMessage()
    made["From"], made["Subject"] = "mairie@example.org", "Le local"
    made.set_content("Voici le local.")
    for name, kind, content in files:
        main, _, sub = kind.partition("/")
        made.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return made


def test_papers_and_pictures_come_as_bytes() -> None:
    """With the name that they have there, without any path, and the type that they begin as."""
    sent = mail(
        ("Règlement été.pdf", "application/pdf", PDF),
        ("C:\\photos\\..\\façade.png", "application/octet-stream", PNG),
        ("../../etc/loyer.txt", "text/plain", "450 €".encode()),
        ("projet.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK\x03\x04"),
        ("..", "application/pdf", PDF),
    )
    taken, refused = enclosed(bytes(sent))
    assert taken == [
        Enclosed("Règlement été.pdf", "application/pdf", PDF),
        Enclosed("façade.png", "image/png", PNG),
        Enclosed("loyer.txt", "text/plain", "450 €".encode()),
        Enclosed("projet.docx", "application/octet-stream", b"PK\x03\x04"),
        Enclosed("application.pdf", "application/pdf", PDF),
    ]
    assert refused == []


def test_what_is_not_taken_says_why() -> None:
    """What runs, or is not what it is called; what is too large, cut off, or one too many: as it is on Telegram."""
    sent = mail(
        ("facture.pdf", "application/pdf", b"MZ a program"),
        ("page.html", "text/html", b"<script>"),
        ("pose.exe", "application/octet-stream", b"PK\x03\x04"),
        ("pose", "application/octet-stream", b"MZ\x90\x00 a program"),
        ("lance.txt", "text/plain", b"#!/bin/sh"),
        ("factureU\u202efdp.exe", "application/pdf", PDF),
        ("plan.pdf", "application/pdf", PDF + bytes(LARGEST)),
        *((f"{number}.png", "image/png", PNG) for number in range(MOST + 1)),
    )
    taken, refused = enclosed(bytes(sent))
    assert [one.name for one in taken] == [f"{number}.png" for number in range(MOST)]
    assert refused == [
        Refused("facture.pdf", "kind"),
        Refused("page.html", "program"),
        Refused("pose.exe", "program"),
        Refused("pose", "program"),
        Refused("lance.txt", "program"),
        Refused("factureUfdp.exe", "marked"),
        Refused("plan.pdf", "size"),
        Refused(f"{MOST}.png", "number"),
    ]


def test_a_mail_that_was_cut_off() -> None:
    """Where only its beginning is there, a file that ends in the middle is not one."""
    whole = bytes(mail(("plan.pdf", "application/pdf", PDF * 4000)))
    assert enclosed(whole[: len(whole) // 2]) == ([], [Refused("plan.pdf", "broken")])


def test_what_is_nobodys_file() -> None:
    """The words themselves, a logo in a signature, what seals a mail, the files of one that was forwarded whole."""
    sent = mail()
    sent.add_alternative("<p>Voici <img src=cid:logo></p>", subtype="html")
    html = sent.get_body(("html",))
    assert isinstance(html, EmailMessage)
    html.add_related(PNG, maintype="image", subtype="png", cid="<logo>", filename="logo.png", disposition="inline")
    sent.make_mixed()
    sent.add_attachment(b"x", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    sent.add_attachment(mail(("autre.pdf", "application/pdf", PDF)))
    assert enclosed(bytes(sent)) == ([], [])
    big, picture = mail(), PNG + bytes(30 << 10)
    big.make_mixed()
    big.add_attachment(picture, maintype="image", subtype="png", filename="local.png", disposition="inline")
    assert [one.name for one in enclosed(bytes(big))[0]] == ["local.png"]


def test_nonsense() -> None:
    """Nothing is raised, whatever comes."""
    some = bytes(mail(("x.pdf", "application/pdf", PDF)))
    for raw in (b"", b"\x00\xff", b"Content-Type: multipart/mixed\n\n", some[:400]):
        enclosed(raw)

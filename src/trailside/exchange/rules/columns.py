"""What a column is, guessed from its heading. English and Spanish headings of programmes' own lists.

Three kinds of heading are known: what we bring in (`Field`), what Trailside has no place for (`is_private`: diagnosis,
immigration, law, money, notes about a person), and everything else. Only the first kind is ever brought in.
"""

from enum import StrEnum

from trailside.exchange.rules.plain import plain, word_set


class Field(StrEnum):
    """What a column may be brought in as."""

    NAME = "name"
    FIRST_NAME = "first-name"
    LAST_NAME = "last-name"
    CALLED = "called"
    PHONE = "phone"
    EMAIL = "email"
    LANGUAGE = "language"
    PRONOUNS = "pronouns"
    SPECIALIST = "specialist"
    MET_ON = "met-on"
    MAY_TEXT = "may-text"


HEADINGS: dict[Field, str] = {
    Field.NAME: "name|full name|name of participant|participant|participant name|client|client name|person|member|"
    "member name|names|name last first|last first|last name first name|peer name|nombre completo|nombre y apellido|"
    "nombre y apellidos|participante|nombre del participante|cliente|persona|apellido nombre|"
    "participantes|nombre de la persona|nombre de participante|persona que acompano|a quien acompano",
    Field.FIRST_NAME: "first|first name|given name|fname|firstname|forename|client first name|participant first name|"
    "nombre|nombres|primer nombre|nombre de pila",
    Field.LAST_NAME: "last|last name|surname|family name|lname|lastname|client last name|participant last name|"
    "apellido|apellidos|primer apellido",
    Field.CALLED: "preferred name|chosen name|goes by|nickname|likes to be called|called|what we call them|"
    "name they use|nombre preferido|nombre elegido|apodo|como le decimos|le dicen|"
    "como le gusta que le digan|como quiere que le digan|como le gusta que le llamen|nombre que usa",
    Field.PHONE: "phone|phone number|phone no|telephone|telephone number|tel|tel no|cell|cell phone|cell number|"
    "cellphone|mobile|mobile phone|mobile number|contact number|best phone|best number|number|"
    "primary phone|phone 1|client phone|participant phone|telefono|numero de telefono|celular|movil|"
    "numero|numero de celular|tel celular|tel movil|num de telefono|no de telefono|num telefono|num celular|"
    "telefono de contacto|numero de contacto|telefono movil|whatsapp",
    Field.EMAIL: "email|e mail|mail|email address|e mail address|client email|participant email|correo|"
    "correo electronico|email 1|direccion de correo",
    Field.LANGUAGE: "language|languages|lang|preferred language|primary language|language preference|speaks|"
    "spoken language|idioma|idioma preferido|lengua|idioma principal|"
    "idioma de preferencia|lengua materna|lengua preferida|que idioma habla|habla",
    Field.PRONOUNS: "pronouns|pronoun|pronombres|pronombre|their pronouns",
    Field.SPECIALIST: "specialist|peer specialist|peer support specialist|certified peer specialist|cps|peer|"
    "peer supporter|peer worker|coach|recovery coach|navigator|recovery support navigator|rsn|staff|staff name|"
    "staff member|assigned staff|assigned to|worker|assigned peer|mentor|peer mentor|walks with|especialista|"
    "especialista de pares|especialista par|par|acompanante|quien acompana|personal|asignado a|"
    "persona que acompana|persona que lo acompana|persona que la acompana|persona que le acompana|quien lo acompana|"
    "quien la acompana|quien le acompana|companero de apoyo|companera de apoyo|companero a de apoyo|apoyo de pares|"
    "par de apoyo|apoyo entre pares|mentora|promotor|promotora|trabajador|trabajadora|asignado|asignada|"
    "persona asignada|asignada a|a cargo|quien acompana a esta persona",
    Field.MET_ON: "first met|met|met on|first met date|date first met|first meeting|first contact|first contact date|"
    "date of first contact|first seen|intake|intake date|date of intake|start|start date|date started|started|since|"
    "enrolled|enrolled on|enrollment date|enrolment date|date enrolled|admission date|opened|date opened|date|"
    "fecha|fecha de inicio|fecha de ingreso|ingreso|primera vez|primer encuentro|desde|inicio|fecha inicio|"
    "primera reunion|primera cita|fecha de la primera reunion|fecha de la primera cita|primer contacto|"
    "fecha del primer contacto|se conocieron",
    Field.MAY_TEXT: "text|texts|texting|sms|may we text|can we text|ok to text|okay to text|text ok|texting ok|"
    "can text|may text|sms ok|ok to sms|text y n|text yes no|text messages|texting allowed|mensajes|mensajes de texto|"
    "se puede textear|textear|podemos textear|podemos enviar mensajes|podemos mandar mensajes|texto|acepta mensajes|"
    "puede recibir textos|puede recibir mensajes|acepta textos|textos|por texto|se puede mandar texto",
}
BY_HEADING: dict[str, Field] = {words: field for field, line in HEADINGS.items() for words in line.split("|")}

# A heading that holds one of these is about somebody else, or about something Trailside has no place for.
SOMEBODY_ELSE = word_set(
    "emergency emergencia parent mother father guardian spouse partner provider doctor dr prescriber therapist "
    "counselor lawyer attorney officer agency agencia madre padre proveedor medico abogado abogada oficial"
)
PRIVATE = word_set(
    "diagnosis diagnoses dx diagnostico icd dsm substance substances drug drugs medication medications meds mat moud "
    "treatment hiv hepatitis ssn social immigration immigrant citizenship citizen visa undocumented legal court "
    "probation parole charges offense conviction insurance medicaid masshealth medicare mrn race ethnicity gender sex "
    "income housing homeless notes note comments comment remarks narrative history trauma suicide suicidal risk score "
    "notas nota comentarios comentario observaciones sustancia sustancias droga drogas medicamento medicamentos "
    "tratamiento vih seguro migratorio migracion ciudadania juicio cargos raza genero sexo ingresos vivienda riesgo "
    "dob birth birthdate birthday age nacimiento edad address direccion"
)
LONGEST_HEADING = 60


def is_private(heading: str) -> bool:
    """Is this a heading for something that Trailside has no place for, or that a list need not bring?"""
    words = plain(heading)
    return words not in BY_HEADING and len(words) <= LONGEST_HEADING and not PRIVATE.isdisjoint(words.split())


def field_of(heading: str) -> Field | None:
    """The field that a heading names, or None."""
    words = plain(heading)
    if len(words) > LONGEST_HEADING or not SOMEBODY_ELSE.isdisjoint(words.split()):
        return None
    if words in BY_HEADING:
        return BY_HEADING[words]
    if is_private(heading):
        return None
    outside = plain(heading.partition("(")[0])
    if outside in BY_HEADING:
        return BY_HEADING[outside]
    # "Home phone", "Client's first name": the words at either end, longest first.
    parts = [part for part in words.split() if part not in {"s", "the", "of", "our", "their"}]
    for size in range(min(3, len(parts) - 1), 0, -1):
        for some in (parts[:size], parts[-size:]):
            if size > 1 and " ".join(some) in BY_HEADING:
                return BY_HEADING[" ".join(some)]
            if size == 1 and len(parts) == 2 and some[0] in SURE_ALONE:
                return BY_HEADING[some[0]]
    return None


# Single words that keep their meaning beside one other word ("home phone", "phone home"; not "name program").
SURE_ALONE = word_set(
    "phone telephone cell mobile email pronouns language specialist coach navigator surname "
    "telefono celular correo pronombres idioma especialista apellido"
)

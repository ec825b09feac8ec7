"""Each component of the pipeline by itself: built, fed one message, and looked at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import (
    ENTITIES,
    FEATURE_TYPE_SENTENCE,
    INTENT,
    INTENT_RANKING_KEY,
    METADATA,
    TEXT,
)
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.clauses import clauses
from bot.components.group_name import GroupNameExtractor
from bot.components.intent_classifier import IntentClassifier
from bot.components.language_identifier import LANGUAGE, LanguageIdentifier
from bot.components.language_name import LanguageNameExtractor
from bot.components.linear import Linear
from bot.components.ngrams import Ngrams
from bot.components.phrase_finder import PhraseFinder, fold
from bot.components.safety_net import EMERGENCY, SafetyNet
from bot.components.sentence_encoder import SentenceEncoder
from bot.components.tokenizer import SpacyBlankTokenizer, blank
from bot.encoder.encoder import DIMENSION
from bot.importer import LanguageFolderImporter

JUNK = {
    "nothing": "",
    "mark": "?",
    "space": " ",
    "ligatures": "\ufdfa" * 2000,
    "one letter": "a" * 2000,
    "zalgo": "h" + "\u0335" * 500,
    "emoji": "😀🙏🏽",
    "tags": "\U000e0041" * 50,
    "kashida": "\u0640" * 100,
}
RESOURCE = Resource("component")
HELLO = {
    "en": ["hello, can you help me please", "what is the name of this", "I would like to know the rules"],
    "pl": ["dzień dobry, proszę o pomoc", "jak to się nazywa", "chciałabym poznać zasady"],
    "ur": ["السلام علیکم، میری مدد کریں", "اس کا نام کیا ہے", "میں قواعد جاننا چاہتی ہوں"],
    "ar": ["مرحبا، هل يمكنك مساعدتي", "ما اسم هذا", "أريد أن أعرف القواعد"],
}


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    return LocalModelStorage(tmp_path)


def context() -> ExecutionContext:
    return ExecutionContext(GraphSchema({}))


# Language identifier


@pytest.fixture
def identifier(storage: LocalModelStorage) -> LanguageIdentifier:
    trained = LanguageIdentifier.create(LanguageIdentifier.get_default_config(), storage, RESOURCE, context())
    texts = [Message({TEXT: text, METADATA: {LANGUAGE: tag}}) for tag, said in HELLO.items() for text in said]
    trained.train(TrainingData(texts))
    return trained


def language_of(identifier: LanguageIdentifier, text: str) -> dict[str, Any]:
    (message,) = identifier.process([Message({TEXT: text})])
    return dict(message.get(LANGUAGE))


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("can you please help", "en"),
        ("CAN YOU PLEASE HELP", "en"),
        ("proszę o pomoc", "pl"),
        ("میری مدد کریں", "ur"),
        ("هل يمكنك مساعدتي", "ar"),
    ],
)
def test_the_language_of_a_message_is_found(identifier: LanguageIdentifier, text: str, tag: str) -> None:
    found = language_of(identifier, text)
    assert found["name"] == tag
    assert 0.5 < found["confidence"] <= 1


@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK)
def test_junk_has_some_language_and_crashes_nothing(identifier: LanguageIdentifier, junk: str) -> None:
    found = language_of(identifier, junk)
    assert found["name"] in HELLO
    assert 0 <= found["confidence"] <= 1


def test_an_identifier_that_was_stored_answers_the_same(
    identifier: LanguageIdentifier, storage: LocalModelStorage
) -> None:
    stored = LanguageIdentifier.load(LanguageIdentifier.get_default_config(), storage, RESOURCE, context())
    for text in ("can you please help", "proszę o pomoc", "مرحبا"):
        before, after = language_of(identifier, text), language_of(stored, text)
        assert after["name"] == before["name"]
        assert after["confidence"] == pytest.approx(before["confidence"], abs=0.01)


# Tokenizer


def tokens(text: str, language: str | None) -> list[str]:
    tokenizer = SpacyBlankTokenizer(SpacyBlankTokenizer.get_default_config())
    message = Message({TEXT: text} | ({LANGUAGE: {"name": language, "confidence": 1.0}} if language else {}))
    return [token.text for token in tokenizer.tokenize(message, TEXT)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "I don't know.", ["I", "do", "n't", "know", "."]),
        ("pl", "Nie wiem, co robić.", ["Nie", "wiem", ",", "co", "robić", "."]),
        ("ur", "کیا پولیس بتائے گی؟", ["کیا", "پولیس", "بتائے", "گی", "؟"]),
        ("ar", "هل ستخبر الشرطة؟", ["هل", "ستخبر", "الشرطة", "؟"]),
        ("no-such-language", "one two", ["one", "two"]),
        (None, "one two", ["one", "two"]),
    ],
)
def test_a_message_is_split_by_the_rules_of_its_language(language: str | None, text: str, expected: list[str]) -> None:
    assert tokens(text, language) == expected


@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK)
def test_junk_is_split_somehow(junk: str) -> None:
    assert "".join(tokens(junk, "ur")) == "".join(junk.split())


def test_the_tokenizer_keeps_no_new_word() -> None:
    tokens("Xanthippe Qwertzuiop", "en")
    assert "Qwertzuiop" not in blank("en").vocab.strings


# Intent classifier

CLASSIFIER = {**IntentClassifier.get_default_config(), "buckets": 4096, "dense_strength": 1.0}


def said(text: str, direction: int, intent: str | None = None) -> Message:
    """A message whose sentence feature points along one axis."""
    feature = np.zeros((1, DIMENSION), np.float32)
    feature[0, direction] = 1
    message = Message({TEXT: text} | ({INTENT: intent} if intent else {}))
    message.add_features(Features(feature, FEATURE_TYPE_SENTENCE, TEXT, "encoder"))
    return message


@pytest.fixture
def classifier(storage: LocalModelStorage) -> IntentClassifier:
    trained = IntentClassifier.create(CLASSIFIER, storage, RESOURCE, context())
    examples = [
        *(said(text, 0, "greet") for text in ("hello", "hello there", "good morning")),
        *(said(text, 1, "thank") for text in ("thank you", "thanks a lot", "many thanks")),
        *(said(text, 2, "goodbye") for text in ("bye", "bye bye", "see you, bye")),
    ]
    trained.train(TrainingData(examples))
    return trained


def ranking(classifier: IntentClassifier, message: Message) -> list[dict[str, Any]]:
    (processed,) = classifier.process([message])
    assert processed.get(INTENT) == processed.get(INTENT_RANKING_KEY)[0]
    return list(processed.get(INTENT_RANKING_KEY))


@pytest.mark.parametrize(("text", "direction", "intent"), [("hello", 0, "greet"), ("thanks", 1, "thank")])
def test_meaning_and_spelling_together_give_the_intent(
    classifier: IntentClassifier, text: str, direction: int, intent: str
) -> None:
    ranked = ranking(classifier, said(text, direction))
    assert ranked[0]["name"] == intent
    assert {one["name"] for one in ranked} == {"greet", "thank", "goodbye"}
    assert [one["confidence"] for one in ranked] == sorted((one["confidence"] for one in ranked), reverse=True)
    assert sum(one["confidence"] for one in ranked) == pytest.approx(1)


def test_the_classifier_is_less_sure_when_meaning_and_spelling_disagree(classifier: IntentClassifier) -> None:
    agreed, torn = ranking(classifier, said("hello", 0)), ranking(classifier, said("hello", 1))
    assert torn[0]["confidence"] < agreed[0]["confidence"]


@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK)
def test_junk_is_ranked_too(classifier: IntentClassifier, junk: str) -> None:
    ranked = ranking(classifier, said(junk, 5))
    assert len(ranked) == 3
    assert all(np.isfinite(one["confidence"]) for one in ranked)


def test_a_classifier_that_was_stored_answers_the_same(
    classifier: IntentClassifier, storage: LocalModelStorage
) -> None:
    stored = IntentClassifier.load(CLASSIFIER, storage, RESOURCE, context())
    for text, direction in (("hello", 0), ("thanks", 1), ("hello", 2)):
        before, after = (ranking(one, said(text, direction)) for one in (classifier, stored))
        assert [one["name"] for one in after] == [one["name"] for one in before]
        for old, new in zip(before, after, strict=True):
            assert new["confidence"] == pytest.approx(old["confidence"], abs=0.01)


def test_no_pickle_is_stored(classifier: IntentClassifier, storage: LocalModelStorage) -> None:
    with storage.read_from(RESOURCE) as folder:
        stored = sorted(path.name for path in folder.iterdir())
        assert stored == ["dense.npz", "idf.npy", "scale.npy", "spelling.npz"]
        for name in stored:
            np.load(folder / name, allow_pickle=False)


@pytest.mark.parametrize("labels", [["a", "b"], ["a", "b", "c"]])
def test_the_probabilities_of_all_labels_sum_to_one(labels: list[str], tmp_path: Path) -> None:
    features = np.eye(len(labels), dtype=np.float32)
    Linear.fit(features, labels, 10.0).save(tmp_path / "model.npz")
    model = Linear.load(tmp_path / "model.npz")
    for number, label in enumerate(labels):
        chances = np.exp(model.log_probabilities(features[number : number + 1]))
        assert chances.sum() == pytest.approx(1, abs=1e-3)
        assert model.labels[int(chances.argmax())] == label


def test_ngrams_keep_no_word_and_give_rows_of_length_one() -> None:
    ngrams = Ngrams([2, 3], 512)
    features = ngrams.fit(["secret word", "another text"])
    assert np.linalg.norm(features.toarray(), axis=1) == pytest.approx([1, 1], abs=1e-3)
    assert "secret" not in repr(vars(ngrams)) + repr(vars(ngrams._hash))


# Safety net

CALM = ["what is the weather like", "thank you very much", "is this chat private", "I like green tea", "how are you"]
DANGER = ["he is hitting me now", "he is beating me", "he has a knife", "he will kill me now", "he is strangling me"]
DESPAIR = ["i want to die", "i cannot go on living", "i want to end my life", "better if i was dead"]
NET = {**SafetyNet.get_default_config(), "buckets": 4096, "dense_strength": 1.0}


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder(SentenceEncoder.get_default_config(), "encoder")


@pytest.fixture(scope="module")
def stored_net(encoder: SentenceEncoder, tmp_path_factory: Any) -> LocalModelStorage:
    """A safety net that was trained on a few sentences and stored."""
    storage = LocalModelStorage(tmp_path_factory.mktemp("net"))
    taught = {"greet": CALM, "emergency_danger": DANGER, "disclose_suicidal": DESPAIR}
    examples = [Message({TEXT: text, INTENT: intent}) for intent, texts in taught.items() for text in texts]
    data = encoder.process_training_data(TrainingData(examples))
    SafetyNet.create(NET, storage, RESOURCE, context()).train(data)
    return storage


@pytest.fixture
def net(stored_net: LocalModelStorage) -> SafetyNet:
    return SafetyNet.load(NET, stored_net, RESOURCE, context())


def emergency_in(net: SafetyNet, encoder: SentenceEncoder, text: str, **confidences: float) -> Any:
    ranked = [{"name": name, "confidence": confidence} for name, confidence in confidences.items()]
    first = ranked[0] if ranked else {"name": "greet", "confidence": 1.0}
    message = Message({TEXT: text, INTENT: first, INTENT_RANKING_KEY: ranked})
    (processed,) = net.process(encoder.process([message]))
    assert processed.get(INTENT) == first
    return processed.get(EMERGENCY)


@pytest.mark.parametrize(
    ("confidences", "found"),
    [
        ({"ask_human": 0.8, "emergency_danger": 0.2}, "emergency_danger"),
        ({"ask_human": 0.8, "disclose_suicidal": 0.2}, "disclose_suicidal"),
        ({"disclose_suicidal": 0.5, "emergency_danger": 0.3, "greet": 0.2}, "disclose_suicidal"),
        ({"emergency_danger": 0.9}, "emergency_danger"),
        ({"ask_human": 0.98, "emergency_danger": 0.02}, None),
        ({"greet": 1.0}, None),
        ({}, None),
    ],
)
def test_an_emergency_that_is_at_all_likely_is_marked(
    net: SafetyNet, encoder: SentenceEncoder, confidences: dict[str, float], found: str | None
) -> None:
    assert emergency_in(net, encoder, "thank you very much", **confidences) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("he is hitting me now", "emergency_danger"),
        ("thank you very much, he is hitting me now, is this chat private?", "emergency_danger"),
        ("is this chat private because i want to die", "disclose_suicidal"),
    ],
)
def test_one_clause_in_danger_is_enough(net: SafetyNet, encoder: SentenceEncoder, text: str, found: str) -> None:
    assert emergency_in(net, encoder, text, greet=1.0) == found


@pytest.mark.parametrize("text", ["is this chat private? thank you very much", "how are you, I like green tea"])
def test_calm_clauses_are_no_emergency(net: SafetyNet, encoder: SentenceEncoder, text: str) -> None:
    assert emergency_in(net, encoder, text, greet=1.0) is None


@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK)
def test_the_safety_net_reads_junk_too(net: SafetyNet, encoder: SentenceEncoder, junk: str) -> None:
    assert emergency_in(net, encoder, junk, greet=1.0) in (None, "emergency_danger", "disclose_suicidal")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("he hits me. will they tell?", ["he hits me", "will they tell"]),
        ("he hits me and I am scared", ["he hits me", "I am scared"]),
        ("on mnie bije, czy powiecie", ["on mnie bije", "czy powiecie"]),
        ("وہ مارتا ہے، کیا پولیس بتائے گی؟", ["وہ مارتا ہے", "کیا پولیس بتائے گی"]),
        ("يضربني الآن، هل تخبر الشرطة؟", ["يضربني الآن", "هل تخبر الشرطة"]),
        ("he hits me", []),
        ("", []),
    ],
)
def test_a_message_is_split_into_clauses(text: str, expected: list[str]) -> None:
    assert clauses(text) == expected


# Language names


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("in Urdu please", ["ur"]),
        ("URDU", ["ur"]),
        ("اردو میں بات کریں", ["ur"]),
        ("urdu mein baat karo", ["ur"]),
        ("po polsku proszę", ["pl"]),
        ("Polish", ["pl"]),
        ("بالعربي لو سمحت", ["ar"]),
        ("po arabsku", ["ar"]),
        ("angrezi mein", ["en"]),
        ("po angielsku", ["en"]),
        ("انگلش", ["en"]),
        ("English or Polish", ["en", "pl"]),
        ("in French please", []),
        ("will the police tell the home office?", []),
        ("", []),
    ],
)
def test_a_language_is_recognised_by_its_name(text: str, tags: list[str]) -> None:
    (message,) = LanguageNameExtractor(LanguageNameExtractor.names()).process([Message({TEXT: text})])
    assert [entity["value"] for entity in message.get(ENTITIES)] == tags
    assert {entity["entity"] for entity in message.get(ENTITIES)} <= {"language_name"}


# Groups


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("I'm a man", ["men"]),
        ("im a man and i am deaf", ["men", "deaf"]),
        ("jestem głucha", ["deaf"]),
        ("main mard hoon", ["men"]),
        ("أنا رجل", ["men"]),
        ("I am only 15, they want me to marry", ["children"]),
        ("mam 16 lat", ["children"]),
        ("im 16 weeks pregnant", []),
        ("i was 15 when we met", []),
        ("he is a man with a temper", []),
        ("my husband is gay", []),
        ("will the police tell the home office?", []),
        ("", []),
    ],
)
def test_only_what_the_writer_says_of_herself_is_her_group(text: str, groups: list[str]) -> None:
    (message,) = GroupNameExtractor(GroupNameExtractor.names()).process([Message({TEXT: text})])
    assert [entity["value"] for entity in message.get(ENTITIES)] == groups
    assert {entity["entity"] for entity in message.get(ENTITIES)} <= {"group_name"}


# Phrase finder


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Łódź", "lodz"),
        ("São Tomé", "sao tome"),
        ("İstanbul", "istanbul"),
        ("Stoke-on-Trent", "stoke on trent"),
        ("King's Lynn", "kings lynn"),
        ("ياسمين", "یاسمین"),
        ("كريم", "کریم"),
        ("مُحَمَّد", "محمد"),
        ("LONDON", "london"),
        ("ｌｏｎｄｏｎ", "london"),
    ],
)
def test_a_name_is_found_however_it_is_written(written: str, typed: str) -> None:
    assert fold(written) == fold(typed)
    assert [found.label for found in PhraseFinder({"x": [written]}).find(typed)] == ["x"]


def test_the_longest_name_wins_and_a_shared_one_gives_both() -> None:
    finder = PhraseFinder({"wales": ["wales"], "south": ["south wales"], "also": ["south wales"]})
    assert sorted(found.label for found in finder.find("i am in south wales")) == ["also", "south"]


def test_a_name_alone_is_told_from_one_in_a_sentence() -> None:
    finder = PhraseFinder({"x": ["reading"]})
    assert [found.alone for found in finder.find("Reading!")] == [True]
    assert [found.alone for found in finder.find("I am reading")] == [False]


@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK)
def test_no_name_is_found_in_junk(junk: str) -> None:
    assert PhraseFinder({"x": ["leeds"]}).find(junk) == []


def test_the_phrase_finder_keeps_no_new_word() -> None:
    finder = PhraseFinder({"x": ["leeds"]})
    finder.find("Qwertzuiop in leeds")
    assert fold("Qwertzuiop") not in finder._nlp.vocab.strings


# Importer


def test_every_example_knows_the_language_of_its_folder(tmp_path: Path) -> None:
    for tag, text in (("en", "hello"), ("ur", "سلام")):
        (tmp_path / tag).mkdir()
        nlu = f'version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - {text}\n'
        (tmp_path / tag / "conversation.yml").write_text(nlu, encoding="utf-8")
    data = LanguageFolderImporter(training_data_paths=str(tmp_path)).get_nlu_data()
    assert {(example.get(TEXT), example.get(METADATA)[LANGUAGE]) for example in data.training_examples} == {
        ("hello", "en"),
        ("سلام", "ur"),
    }

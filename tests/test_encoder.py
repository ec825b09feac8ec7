"""The sentence encoder: like meanings lie close in every language, and no text can crash it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.sentence_encoder import SentenceEncoder
from bot.encoder.encoder import DIMENSION, FILES, Encoder, EncoderMissing

FOLDER = Path(__file__).parents[1] / "models/encoder"
SAME = {
    "police": {
        "en": "Will the police tell the Home Office about me?",
        "pl": "Czy policja powie o mnie Home Office?",
        "ur": "کیا پولیس ہوم آفس کو میرے بارے میں بتائے گی؟",
        "ar": "هل ستخبر الشرطة وزارة الداخلية عني؟",
    },
    "weather": {
        "en": "It is raining today.",
        "pl": "Dzisiaj pada deszcz.",
        "ur": "آج بارش ہو رہی ہے۔",
        "ar": "إنها تمطر اليوم.",
    },
    "doctor": {
        "en": "I need an appointment with a doctor.",
        "pl": "Potrzebuję wizyty u lekarza.",
        "ur": "مجھے ڈاکٹر سے ملنے کا وقت چاہیے۔",
        "ar": "أحتاج إلى موعد مع طبيب.",
    },
}
JUNK = {
    "nothing": "",
    "spaces": " " * 2000,
    "ligatures": "\ufdfa" * 2000,
    "one letter": "a" * 2000,
    "one word": "police " * 2000,
    "zalgo": "h" + "\u0335" * 2000,
    "emoji": "😀🙏🏽👩\u200d👩\u200d👧" * 200,
    "nul": "\x00" * 100,
    "overrides": "\u202e\u2066" * 500,
    "private use": "\ue000\U0010ffff" * 500,
    "unassigned": "\U000e0fff\u0378" * 500,
    "cuneiform": "𒀀𒁀" * 500,
    "special pieces": "<s> </s> <unk> <mask> <pad>",
    "kashida": "\u0640" * 2000,
}


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(FOLDER)


def closeness(encoder: Encoder, one: str, other: str) -> float:
    return float(encoder.encode(one) @ encoder.encode(other))


@pytest.mark.parametrize("text", [text for texts in SAME.values() for text in texts.values()])
def test_a_text_becomes_a_vector_of_length_1(encoder: Encoder, text: str) -> None:
    vector = encoder.encode(text)
    assert vector.shape == (DIMENSION,)
    assert vector.dtype == np.float32
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize("meaning", SAME)
@pytest.mark.parametrize("language", ["pl", "ur", "ar"])
def test_the_same_meaning_in_two_languages_lies_closer_than_another_one(
    encoder: Encoder, meaning: str, language: str
) -> None:
    english = SAME[meaning]["en"]
    same = closeness(encoder, english, SAME[meaning][language])
    others = [closeness(encoder, english, texts[language]) for other, texts in SAME.items() if other != meaning]
    assert same > max(others)


def test_the_same_meaning_in_other_words_lies_closer_than_another_one(encoder: Encoder) -> None:
    question = "Will the police report me to the Home Office?"
    assert closeness(encoder, question, "do officers pass my name to immigration") > closeness(
        encoder, question, "I would like a cup of tea"
    )


@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK)
def test_no_text_crashes_it(encoder: Encoder, junk: str) -> None:
    vector = encoder.encode(junk)
    assert np.isfinite(vector).all()
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-4)


def test_junk_leaves_no_trace_in_the_next_vector(encoder: Encoder) -> None:
    before = encoder.encode("hello")
    for junk in JUNK.values():
        encoder.encode(junk)
    assert np.array_equal(encoder.encode("hello"), before)


def test_text_past_512_tokens_is_not_read(encoder: Encoder) -> None:
    long = "police " * 600
    assert np.array_equal(encoder.encode(long), encoder.encode(long + "weather " * 100))


@pytest.mark.parametrize("missing", FILES)
def test_a_missing_file_is_named(tmp_path: Path, missing: str) -> None:
    for name in FILES:
        if name != missing:
            (tmp_path / name).symlink_to(FOLDER / name)
    with pytest.raises(EncoderMissing) as refused:
        Encoder(tmp_path)
    assert str(tmp_path / missing) in str(refused.value)


@pytest.fixture(scope="module")
def component() -> SentenceEncoder:
    return SentenceEncoder(SentenceEncoder.get_default_config(), "encoder")


def feature(message: Message) -> np.ndarray:
    _, sentence = message.get_dense_features(TEXT)
    assert sentence
    return np.asarray(sentence.features)


def test_a_message_gets_its_sentence_feature(component: SentenceEncoder, encoder: Encoder) -> None:
    (message,) = component.process([Message({TEXT: "hello"})])
    assert feature(message).shape == (1, DIMENSION)
    assert np.allclose(feature(message)[0], encoder.encode("hello"))


def test_capitals_do_not_change_the_meaning(component: SentenceEncoder) -> None:
    loud, quiet = component.process([Message({TEXT: "HELP ME"}), Message({TEXT: "help me"})])
    assert np.array_equal(feature(loud), feature(quiet))


def test_training_examples_get_the_same_feature_as_messages(component: SentenceEncoder) -> None:
    data = component.process_training_data(TrainingData([Message({TEXT: "hello"})]))
    (message,) = component.process([Message({TEXT: "hello"})])
    assert np.array_equal(feature(data.training_examples[0]), feature(message))


def test_a_message_without_a_text_gets_none(component: SentenceEncoder) -> None:
    (message,) = component.process([Message({})])
    assert message.get_dense_features(TEXT) == (None, None)

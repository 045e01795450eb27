"""Pictures of one line of text → the text, by PP-OCRv6 (Apache-2.0) on onnxruntime."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import onnxruntime
from PIL import Image

from gouji.reading import limits
from gouji.reading.runs import Run
from gouji.reading.scans.ink import Bytes, Picture, leans, separators, struck
from gouji.reading.words.values import looks_like_value
from gouji.report import Box

_MODEL: Final = "PP-OCRv6_rec_small.onnx"
_HEIGHT: Final = 48  # what the model takes
_WIDEST: Final = 3200
_MARGIN: Final = 0.25  # of a line's height, added around it: the model was taught with some
_BATCH: Final = 1600  # columns recognised at once: memory grows with them
_LOWEST: Final = 8.0  # points; a dash must not be blown up to a line's height
_SURE: Final = 0.80  # of its least certain character; below, a figure is not believed

# In a cell that holds nothing but a figure these are digits.
_LOOK_ALIKE: Final = str.maketrans("OoＯ〇○lI|丨[]，．", "00000111111,.")
_SEPARATORS: Final = ",."
_PLAIN = re.compile(r"[-+\d.,]+")
_SEPARATED = re.compile(r"[-+]?\d+(?:[.,]\d+)+")
# Thousands, or three decimals; a comma may lose its tail, so that with a point it stays open which.
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:[.,]\d{3})+")


class Recogniser:
    """The model, loaded once."""

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        # Threads that wait busily take the time of other programs and make nothing quicker.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(_model()), options, providers=["CPUExecutionProvider"]
        )
        characters = self._session.get_modelmeta().custom_metadata_map["character"]
        # The first output stands for none, the last for a space (connectionist temporal classification).
        self._characters = ["", *characters.split("\n")]
        self._alike: dict[str, list[int]] = {}
        for index, ch in enumerate(self._characters):
            self._alike.setdefault(ch.translate(_LOOK_ALIKE), []).append(index)

    def texts(self, picture: Picture, boxes: Sequence[Box]) -> list[Run]:
        """The text in each box (points); a figure that is not certain is doubtful."""
        texts = [Run("")] * len(boxes)
        for i, output in self._outputs(picture, boxes):
            texts[i] = self._decoded(output, picture.cut(boxes[i]))
        return texts

    def looked_at(self, picture: Picture, boxes: Sequence[Box]) -> tuple[list[str], float]:
        """The characters in these boxes as they seem, and how certain they are on average, 0 to 1."""
        texts, shares = [], []
        for _, output in self._outputs(picture, boxes):
            texts.append("".join(ch for _, ch in self._steps(output)))
            shares += [float(step.max()) for step in output if step.argmax()]
        return texts, sum(shares) / len(shares) if shares else 0.0

    def _outputs(
        self, picture: Picture, boxes: Sequence[Box]
    ) -> Iterator[tuple[int, npt.NDArray[np.float32]]]:
        """Index of a box, and for each step of its text the probability of each character."""
        crops = [_normalised(picture, box) for box in boxes]
        by_width = sorted(range(len(crops)), key=lambda i: crops[i].shape[2])
        for batch in _batches(by_width, [crop.shape[2] for crop in crops]):
            limits.check_time()
            width = max(crops[i].shape[2] for i in batch)
            joined = np.zeros((len(batch), 3, _HEIGHT, width), np.float32)
            for row, i in enumerate(batch):
                joined[row, :, :, : crops[i].shape[2]] = crops[i]
            (output,) = self._session.run(None, {self._session.get_inputs()[0].name: joined})
            yield from zip(batch, output, strict=True)

    def _decoded(self, output: npt.NDArray[np.float32], crop: Bytes) -> Run:
        steps = self._steps(output)
        alike = [(step, ch.translate(_LOOK_ALIKE)) for step, ch in steps]
        figure, is_told = _separated("".join(ch for _, ch in alike), crop)
        if not looks_like_value(figure):
            return Run("".join(ch for _, ch in steps))
        least = min(self._share(output[step], ch, is_told) for step, ch in alike)
        if least < _SURE or (_GROUPED.fullmatch(figure) and not (is_told and "." not in figure)):
            return Run(figure, doubtful=True)
        is_number = any(ch.isdigit() for ch in figure)
        if is_number and struck(crop, has_words=not _PLAIN.fullmatch(figure)):
            return Run(figure, doubtful=True)
        return Run(figure, doubtful=figure == "1" and leans(crop))

    def _steps(self, output: npt.NDArray[np.float32]) -> list[tuple[int, str]]:
        """Each likeliest character, and where in the output it begins."""
        best = output.argmax(axis=1).tolist()
        return [
            (step, self._character(index))
            for step, (last, index) in enumerate(pairwise([0, *best]))
            if index and index != last
        ]

    def _character(self, index: int) -> str:
        return self._characters[index] if index < len(self._characters) else " "

    def _share(self, probabilities: npt.NDArray[np.float32], ch: str, is_told: bool) -> float:
        """How certain a figure's character is: what looks like it counts for it."""
        same = _SEPARATORS if is_told and ch in _SEPARATORS else ch
        return sum(float(probabilities[self._alike.get(one, [])].sum()) for one in same)


def _separated(figure: str, crop: Bytes) -> tuple[str, bool]:
    """A figure with its commas and points as their shapes tell them; and whether they do."""
    if not _SEPARATED.fullmatch(figure):
        return figure, False
    shapes = separators(crop)
    if len(shapes) != sum(ch in _SEPARATORS for ch in figure):
        return figure, False
    found = iter(shapes)
    return "".join(next(found) if ch in _SEPARATORS else ch for ch in figure), True


def _model() -> Path:
    """The model lies in the package rapidocr, whose code is not run."""
    found = find_spec("rapidocr")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("rapidocr")
    return Path(found.submodule_search_locations[0], "models", _MODEL)


def _batches(order: Sequence[int], widths: Sequence[int]) -> Iterator[list[int]]:
    """Crops in order of their widths, as many together as memory allows."""
    batch: list[int] = []
    for i in order:
        if batch and (len(batch) + 1) * widths[i] > _BATCH:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _normalised(picture: Picture, box: Box) -> npt.NDArray[np.float32]:
    """3 × 48 × width, from -1 to 1; the line's height fills the model's."""
    margin = _MARGIN * (box[3] - box[1]) / picture.point
    crop: Bytes = picture.cut(box)
    padded = np.pad(crop, round(margin) + 1, constant_values=255)
    low = round(_LOWEST / picture.point) - padded.shape[0]
    if low > 0:
        padded = np.pad(padded, ((low // 2, low - low // 2), (0, 0)), constant_values=255)
    missing = padded.shape[0] - padded.shape[1]
    if missing > 0:  # a lone 1 must not be stretched
        sides = (missing // 2, missing - missing // 2)
        padded = np.pad(padded, ((0, 0), sides), constant_values=255)
    height, width = padded.shape
    scaled = min(round(width * _HEIGHT / height), _WIDEST)
    resized = Image.fromarray(padded).resize((scaled, _HEIGHT), Image.Resampling.BILINEAR)
    grey = np.asarray(resized, np.float32) / 127.5 - 1
    return np.repeat(grey[np.newaxis], 3, axis=0)

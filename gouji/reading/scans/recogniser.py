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
from gouji.reading.scans.ink import Bytes, Picture
from gouji.report import Box

_MODEL: Final = "PP-OCRv6_rec_small.onnx"
_HEIGHT: Final = 48  # what the model takes
_WIDEST: Final = 3200
_MARGIN: Final = 0.25  # of a line's height, added around it: the model was taught with some
_BATCH: Final = 16
_SURE: Final = 0.80  # of its least certain character; below, a figure is not believed
_UNSURE: Final = "\ufffd"  # no part of any number

# In a cell that holds nothing but a figure these are digits.
_LOOK_ALIKE: Final = str.maketrans("OoＯ〇○lI|丨，．", "000001111,.")
_FIGURE = re.compile(r"[-+]?\d[\d,.]*")


class Recogniser:
    """The model, loaded once."""

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(_model()), options, providers=["CPUExecutionProvider"]
        )
        characters = self._session.get_modelmeta().custom_metadata_map["character"]
        # The first output stands for none, the last for a space (connectionist temporal classification).
        self._characters = ["", *characters.split("\n")]
        self._alike: dict[str, list[int]] = {}
        for index, ch in enumerate(self._characters):
            self._alike.setdefault(ch.translate(_LOOK_ALIKE), []).append(index)

    def texts(self, picture: Picture, boxes: Sequence[Box]) -> list[str]:
        """The text in each box (points); a figure that is not certain ends in U+FFFD."""
        crops = [_normalised(picture, box) for box in boxes]
        texts = [""] * len(crops)
        by_width = sorted(range(len(crops)), key=lambda i: crops[i].shape[2])
        for batch in _batches(by_width):
            limits.check_time()
            width = max(crops[i].shape[2] for i in batch)
            joined = np.zeros((len(batch), 3, _HEIGHT, width), np.float32)
            for row, i in enumerate(batch):
                joined[row, :, :, : crops[i].shape[2]] = crops[i]
            (output,) = self._session.run(None, {self._session.get_inputs()[0].name: joined})
            for row, i in enumerate(batch):
                texts[i] = self._decoded(output[row])
        return texts

    def _decoded(self, output: npt.NDArray[np.float32]) -> str:
        best = output.argmax(axis=1).tolist()
        steps = [
            (step, index)
            for step, (last, index) in enumerate(pairwise([0, *best]))
            if index and index != last
        ]
        text = "".join(self._character(index) for _, index in steps)
        figure = text.translate(_LOOK_ALIKE)
        if not _FIGURE.fullmatch(figure):
            return text
        least = min(
            self._share(output[step], ch) for (step, _), ch in zip(steps, figure, strict=True)
        )
        return figure if least >= _SURE else figure + _UNSURE

    def _character(self, index: int) -> str:
        return self._characters[index] if index < len(self._characters) else " "

    def _share(self, probabilities: npt.NDArray[np.float32], ch: str) -> float:
        """How certain a figure's character is: what looks like it counts for it."""
        return float(probabilities[self._alike.get(ch, [])].sum())


def _model() -> Path:
    """The model lies in the package rapidocr, whose code is not run."""
    found = find_spec("rapidocr")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("rapidocr")
    return Path(found.submodule_search_locations[0], "models", _MODEL)


def _batches(order: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(order), _BATCH):
        yield order[start : start + _BATCH]


def _normalised(picture: Picture, box: Box) -> npt.NDArray[np.float32]:
    """3 × 48 × width, from -1 to 1; the line's height fills the model's."""
    margin = _MARGIN * (box[3] - box[1]) / picture.point
    crop: Bytes = picture.cut(box)
    padded = np.pad(crop, round(margin) + 1, constant_values=255)
    lacking = padded.shape[0] - padded.shape[1]
    if lacking > 0:  # a lone 1 must not be stretched
        sides = (lacking // 2, lacking - lacking // 2)
        padded = np.pad(padded, ((0, 0), sides), constant_values=255)
    height, width = padded.shape
    scaled = min(round(width * _HEIGHT / height), _WIDEST)
    resized = Image.fromarray(padded).resize((scaled, _HEIGHT), Image.Resampling.BILINEAR)
    grey = np.asarray(resized, np.float32) / 127.5 - 1
    return np.repeat(grey[np.newaxis], 3, axis=0)

"""The model handed to highspy as arrays: nothing is built at all."""

from typing import Any

import highspy
import numpy as np

from benchmarks.written.matrix import Matrix


def handed_over(matrix: Matrix) -> Any:
    """HiGHS with the model loaded by one call."""
    highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    highs.passModel(
        len(matrix.cost),
        len(matrix.row_lower),
        len(matrix.value),
        int(highspy.MatrixFormat.kRowwise),
        int(highspy.ObjSense.kMaximize),
        0.0,
        matrix.cost,
        matrix.lower,
        matrix.upper,
        matrix.row_lower,
        matrix.row_upper,
        matrix.start,
        matrix.index,
        matrix.value,
        matrix.whole.astype(np.int32),
    )
    return highs

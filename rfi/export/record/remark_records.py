"""What goes out of the remarks of the staff."""

from rfi.evaluation.remarks import PlacedRemark, Remarks
from rfi.export.record.cost_records import same
from rfi.export.record.encoder import Records

REMARK_RECORDS: Records = {
    Remarks: {**same("told", "withheld", "of_others")},
    PlacedRemark: {
        # A number that somebody can find again: it is not rounded.
        **same("number", "letter", "business", "item", "text", "state"),
        **same("answer_version", "conditions", "by", "at"),
    },
}

from . import body
from . import body_member
from . import stand_in
from . import stand_in_loan
from . import stand_in_refusal
from . import stand_in_flow
from . import body_head

"""Links between claims of different accounts: candidates, scores with reasons, kinds. Proposals only; people decide."""

from verbale.linking.model import Weights, default_weights, parse_weights, train, weights_json
from verbale.linking.proposals import Proposal, propose
from verbale.linking.records import Record, record_of

__all__ = ["Proposal", "Record", "Weights", "default_weights", "parse_weights", "propose", "record_of", "train", "weights_json"]

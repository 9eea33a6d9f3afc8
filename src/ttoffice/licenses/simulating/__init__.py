"""The simulator: one forecast under the three modes of pay-later Art. 2, to the fen; pure but for its reading of records.

Amounts are integer fen. Royalties are those of `licenses.dues.royalties`, days of payment those of
`licenses.dues.schedule`: what is simulated is what would be asked for.
"""

"""The matrix of a finding filled in: answers, proof that is taken over, what the store offers, what is proposed."""

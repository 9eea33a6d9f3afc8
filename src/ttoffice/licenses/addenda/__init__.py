"""Amending agreements as papers: what an amendment changes of the contract, article by article."""

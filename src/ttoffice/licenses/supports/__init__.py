"""What makes it safer or cheaper to pay later (pay-later Art. 7): guarantees, insurance, subsidies, vouchers."""

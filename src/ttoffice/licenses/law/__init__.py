"""What the law says of a license, part by part: pure rules over frozen facts, each reason with its article."""

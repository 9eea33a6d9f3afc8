"""What follows from a final finding (exemption Art. 14): service, notices, certificates, reliance, the archive."""

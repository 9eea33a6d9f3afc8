"""Earlier findings, offered while deciding for equal treatment (exemption Art. 7-10), without who they were about."""

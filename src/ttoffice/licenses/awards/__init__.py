"""Distributing license income: what came in net, the share that is awarded, who gets how much, and its payment."""

"""A season from an empty bucket to exported totals, once told in moto and once over HTTP on the local cloud."""

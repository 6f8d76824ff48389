"""The linear model of a problem: columns, one function per rule, objective and cuts."""

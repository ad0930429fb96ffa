// vm 2: error: expected expression
# 1 "/etc/shadow" 1 3
int x = ;

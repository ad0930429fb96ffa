// vm 2: error: 
#pragma clang attribute push(__attribute__((target("nosuch,,\"/etc/passwd"))), apply_to = function)
int main(void) { return 0; }

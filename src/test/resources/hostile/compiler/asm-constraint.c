// vm 2: invalid
int main(void) { int x; asm("" : "=/etc/passwd"(x)); return 0; }

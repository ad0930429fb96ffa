// vm 2: unknown register name
register int x asm("/etc/passwd");
int main(void) { return 0; }

// vm 2: unknown register name
int main(void) { asm("" : : : "/etc/passwd"); return 0; }

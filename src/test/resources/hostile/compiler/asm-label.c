// vm 0: 
int x asm("a\n.include \"/etc/passwd\"") = 1;
int main(void) { return 0; }

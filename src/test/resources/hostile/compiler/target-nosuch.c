// vm 0: 
__attribute__((target("arch=/etc/passwd"))) int f(void) { return 0; }
int main(void) { return 0; }

// vm 0: 
int x __attribute__((section("a\n.include \"/etc/passwd\""))) = 1;
int main(void) { return 0; }

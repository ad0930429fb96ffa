// vm 0: 
struct s { int a; };
#pragma clang __debug dump s
int main(void) { return 0; }

// vm 3: integers of 8388608 bits are not supported
unsigned _BitInt(8388608) a;
int main(void) { a = a * a; return (int)a; }

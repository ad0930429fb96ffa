// vm 3: asm-line.c:9: not modelled: assembly at file scope: nop
int before = 1;
int labelled asm("label");
static int f(void)
{
	asm("nop");
	return 1;
}
asm("nop");
int main(void) { return 0; }

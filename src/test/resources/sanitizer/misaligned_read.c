int main(void)
{
	static unsigned char bytes[16] __attribute__((aligned(8))) = { 1, 2, 3, 4, 5, 6, 7, 8 };
	unsigned char *at = bytes + 1;

	return *(int *)at != 0x05040302; // FINDING: misaligned-access: which is no multiple of 4, byte 1 of variable main.bytes (16 bytes)
}

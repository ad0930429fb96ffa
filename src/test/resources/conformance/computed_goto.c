/* Addresses of labels in a table: a threaded interpreter. */
#include <stdio.h>

enum op { PUSH, ADD, MUL, DUP, SWAP, JUMP_IF, DEC, PRINT, HALT };

static int run(const int *code)
{
	static void *const labels[] = { &&push, &&add, &&mul, &&dup, &&swap,
					&&jump_if, &&dec, &&print, &&halt };
	int stack[16], sp = 0, steps = 0, t;
	const int *pc = code;

#define NEXT do { steps++; goto *labels[*pc++]; } while (0)
	NEXT;
push:
	stack[sp++] = *pc++;
	NEXT;
add:
	sp--;
	stack[sp - 1] += stack[sp];
	NEXT;
mul:
	sp--;
	stack[sp - 1] *= stack[sp];
	NEXT;
dup:
	stack[sp] = stack[sp - 1];
	sp++;
	NEXT;
swap:
	t = stack[sp - 1];
	stack[sp - 1] = stack[sp - 2];
	stack[sp - 2] = t;
	NEXT;
jump_if:
	if (stack[sp - 1])
		pc = code + *pc;
	else
		pc++;
	NEXT;
dec:
	stack[sp - 1]--;
	NEXT;
print:
	printf("%d\n", stack[sp - 1]);
	NEXT;
halt:
	return steps;
}

int main(void)
{
	/* product of 1..6: accumulator below the counter */
	static const int code[] = { PUSH, 1, PUSH, 6, DUP, PUSH, 0, ADD, SWAP, DEC, JUMP_IF, 20, PRINT,
				    HALT, 0, 0, 0, 0, 0, 0, PRINT, DUP, MUL, PRINT, HALT };

	return run(code);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * alike A.pgm B.pgm: how different two gray pictures of one size are, as the
 * mean difference of their dots in thousandths of full black.
 */
#include <stdio.h>

#include "base/mem.h"

struct picture {
	int w, h;
	unsigned char *dot;
};

static void load(struct picture *p, const char *path)
{
	FILE *f = fopen(path, "rb");
	size_t n;
	int max;

	if (!f || fscanf(f, "P5 %d %d %d", &p->w, &p->h, &max) != 3 ||
	    max != 255 || p->w < 1 || p->h < 1 || p->w > 9999 || p->h > 9999)
		die("%s: no gray picture", path);
	fgetc(f); /* the one blank before the dots */
	n = (size_t)p->w * (size_t)p->h;
	p->dot = xmalloc(n);
	if (fread(p->dot, 1, n, f) != n)
		die("%s: too short", path);
	fclose(f);
}

int main(int argc, char **argv)
{
	struct picture a = { 0 }, b = { 0 };
	long sum = 0, n;

	if (argc != 3)
		die("alike A.pgm B.pgm");
	load(&a, argv[1]);
	load(&b, argv[2]);
	if (a.w != b.w || a.h != b.h)
		die("the pictures differ in size");
	n = (long)a.w * a.h;
	for (long i = 0; i < n; i++)
		sum += abs((int)a.dot[i] - (int)b.dot[i]);
	printf("%ld\n", sum * 1000 / 255 / n);
	free(a.dot);
	free(b.dot);
	return 0;
}

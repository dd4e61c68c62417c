/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tests of lib/ws_frames.c: messages out of frames in every lawful form and in any pieces, each unlawful form refused
 * by name, pings and closes answered, what is sent masked anew each time.
 */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "lib/ws_frames.h"

#define CEILING 1000

/* One reader and what it told last. */
struct scene {
	struct unit_stream stream;
	struct prov_ws_frames *frames;
	struct prov_buf message;
	struct prov_buf out;
	struct prov_error error;
};

static void scene_begin(struct scene *scene)
{
	const struct prov_random random = unit_random(&scene->stream, 3);
	scene->frames = prov_ws_frames_new(&random);
	assert_non_null(scene->frames);
	prov_buf_init(&scene->message, 0);
	prov_buf_init(&scene->out, 1 << 20);
	prov_error_clear(&scene->error);
}

static void scene_end(struct scene *scene)
{
	prov_ws_frames_free(scene->frames);
	prov_buf_wipe(&scene->message);
	prov_buf_wipe(&scene->out);
}

/* Feeds bytes in pieces until something is told. Bytes are copied exactly, so that ASAN sees a read beyond them. */
static enum prov_ws_result feed(struct scene *scene, const void *bytes, size_t length, size_t size, size_t max_message)
{
	enum prov_ws_result result = PROV_WS_MORE;
	for (size_t at = 0; result == PROV_WS_MORE && at < length; at += size) {
		const size_t piece = length - at < size ? length - at : size;
		char *copy = malloc(piece);
		assert_non_null(copy);
		memcpy(copy, (const char *)bytes + at, piece);
		prov_ws_frames_feed(scene->frames, copy, piece);
		result = prov_ws_frames_next(scene->frames, max_message, &scene->message, &scene->out, &scene->error);
		free(copy);
	}
	return result;
}

static void gives(const void *bytes, size_t length, const char *text)
{
	static const size_t sizes[] = {1, 2, 5, 100000};
	for (size_t i = 0; i < UNIT_COUNT(sizes); i++) {
		struct scene scene;
		scene_begin(&scene);
		if (feed(&scene, bytes, length, sizes[i], CEILING) != PROV_WS_MESSAGE) {
			fail_msg("no message in pieces of %zu: %s", sizes[i], scene.error.message);
		}
		assert_int_equal(scene.message.length, strlen(text));
		assert_string_equal(prov_buf_text(&scene.message), text);
		scene_end(&scene);
	}
}

static void breaks(const void *bytes, size_t length, const char *part)
{
	static const size_t sizes[] = {1, 3, 100000};
	for (size_t i = 0; i < UNIT_COUNT(sizes); i++) {
		struct scene scene;
		scene_begin(&scene);
		if (feed(&scene, bytes, length, sizes[i], CEILING) != PROV_WS_BROKEN) {
			fail_msg("not refused in pieces of %zu: %s", sizes[i], part);
		}
		unit_assert_error(&scene.error, PROV_ERROR_PROTOCOL, part);
		/* and nothing more can be had */
		prov_error_clear(&scene.error);
		assert_int_equal(feed(&scene, "\x81\x01x", 3, 3, CEILING), PROV_WS_BROKEN);
		scene_end(&scene);
	}
}

#define GIVES(bytes, text) gives(bytes, sizeof(bytes) - 1, text)
#define BREAKS(bytes, part) breaks(bytes, sizeof(bytes) - 1, part)

static void test_messages(void **state)
{
	(void)state;
	GIVES("\x81\x02{}", "{}");
	GIVES("\x81\x00", "");
	GIVES("\x82\x02{}", "{}"); /* binary, and text all the same */
	GIVES("\x81\x04\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80");
}

static void test_fragments(void **state)
{
	(void)state;
	GIVES("\x01\x01{\x80\x01}", "{}");
	GIVES("\x01\x00\x00\x01{\x00\x00\x80\x01}", "{}");
	/* a character cut between two frames */
	GIVES("\x01\x02\xF0\x9F\x80\x02\x98\x80", "\xF0\x9F\x98\x80");
	/* control frames between them */
	GIVES("\x01\x01{\x89\x03"
	      "abc\x8A\x00\x80\x01}",
	    "{}");
}

static void test_lengths(void **state)
{
	(void)state;
	static const size_t lengths[] = {125, 126, 127, 999, 1000};
	for (size_t i = 0; i < UNIT_COUNT(lengths); i++) {
		char bytes[1100] = "\x81";
		char text[1100] = "";
		const size_t head = lengths[i] < 126 ? 2 : 4;
		bytes[1] = (char)(lengths[i] < 126 ? lengths[i] : 126);
		if (head == 4) {
			bytes[2] = (char)(lengths[i] >> 8);
			bytes[3] = (char)lengths[i];
		}
		memset(bytes + head, 'x', lengths[i]);
		memset(text, 'x', lengths[i]);
		gives(bytes, head + lengths[i], text);
	}
}

static void test_long_lengths(void **state)
{
	(void)state;
	const size_t length = 70000;
	struct scene scene;
	char *bytes = calloc(1, length + 10);
	assert_non_null(bytes);
	memcpy(bytes, "\x81\x7F\x00\x00\x00\x00\x00\x01\x11\x70", 10);
	memset(bytes + 10, 'y', length);
	scene_begin(&scene);
	assert_int_equal(feed(&scene, bytes, length + 10, 4096, length), PROV_WS_MESSAGE);
	assert_int_equal(scene.message.length, length);
	scene_end(&scene);
	free(bytes);
}

static void test_several_in_one_piece(void **state)
{
	(void)state;
	struct scene scene;
	static const char bytes[] = "\x81\x01"
	                            "a\x81\x01"
	                            "b\x89\x00\x81\x01"
	                            "c";
	scene_begin(&scene);
	prov_ws_frames_feed(scene.frames, bytes, sizeof(bytes) - 1);
	for (const char *each = "abc"; *each; each++) {
		assert_int_equal(
		    prov_ws_frames_next(scene.frames, CEILING, &scene.message, &scene.out, &scene.error), PROV_WS_MESSAGE);
		assert_int_equal(prov_buf_text(&scene.message)[0], *each);
	}
	assert_int_equal(
	    prov_ws_frames_next(scene.frames, CEILING, &scene.message, &scene.out, &scene.error), PROV_WS_MORE);
	assert_false(prov_ws_frames_are_amid(scene.frames));
	assert_int_equal(scene.out.length, 6); /* the pong */
	scene_end(&scene);
}

static void test_ceiling(void **state)
{
	(void)state;
	BREAKS("\x81\x7E\x03\xE9x", "longer than the ceiling of 1000 bytes");
	BREAKS("\x81\x7F\x00\x00\x00\x00\x7F\xFF\xFF\xFFx", "longer than the ceiling");
	BREAKS("\x81\x7F\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFFx", "longer than the ceiling");
	/* by the sum of its fragments */
	struct scene scene;
	scene_begin(&scene);
	assert_int_equal(feed(&scene,
	                     "\x01\x03"
	                     "abc\x00\x03"
	                     "def",
	                     10, 10, 6),
	    PROV_WS_MORE);
	assert_true(prov_ws_frames_are_amid(scene.frames));
	assert_int_equal(feed(&scene, "\x80\x01x", 3, 3, 6), PROV_WS_BROKEN);
	unit_assert_error(&scene.error, PROV_ERROR_PROTOCOL, "ceiling of 6 bytes");
	scene_end(&scene);
}

static void test_broken(void **state)
{
	(void)state;
	BREAKS("\x81\x81\x01\x02\x03\x04x", "a masked frame");
	BREAKS("\xC1\x01x", "reserved bit");
	BREAKS("\xA1\x01x", "reserved bit");
	BREAKS("\x91\x01x", "reserved bit");
	BREAKS("\xC9\x01x", "reserved bit");
	BREAKS("\x83\x01x", "unknown kind");
	BREAKS("\x87\x01x", "unknown kind");
	BREAKS("\x8B\x01x", "unknown kind");
	BREAKS("\x8F\x01x", "unknown kind");
	BREAKS("\x80\x01x", "continuation without a message");
	BREAKS("\x00\x01x", "continuation without a message");
	BREAKS("\x01\x01x\x81\x01y", "a message inside another");
	BREAKS("\x01\x01x\x01\x01y", "a message inside another");
	BREAKS("\x09\x01x", "cannot be read");         /* a ping in fragments */
	BREAKS("\x89\x7E\x00\x7Ex", "cannot be read"); /* a ping of 126 bytes */
	BREAKS("\x81\x7E\x00\x01x", "cannot be read"); /* a length not in its shortest form */
	BREAKS("\x81\x7F\x00\x00\x00\x00\x00\x00\x00\x01x", "cannot be read");
	BREAKS("\x81\x7F\x80\x00\x00\x00\x00\x00\x00\x01x", "cannot be read"); /* a negative length */
}

static void test_utf8(void **state)
{
	(void)state;
	BREAKS("\x81\x01\xFF", "no valid UTF-8");
	BREAKS("\x82\x01\xFF", "no valid UTF-8");
	BREAKS("\x81\x03\xED\xA0\x80", "no valid UTF-8");
	BREAKS("\x81\x02\xC0\x80", "no valid UTF-8");
	BREAKS("\x01\x02\xF0\x9F\x80\x01x", "no valid UTF-8");
}

static void closes(const void *bytes, size_t length, unsigned code)
{
	static const size_t sizes[] = {1, 100};
	for (size_t i = 0; i < UNIT_COUNT(sizes); i++) {
		struct scene scene;
		scene_begin(&scene);
		assert_int_equal(prov_ws_frames_close_code(scene.frames), 0);
		assert_int_equal(feed(&scene, bytes, length, sizes[i], CEILING), PROV_WS_CLOSED);
		assert_int_equal(prov_ws_frames_close_code(scene.frames), code);
		assert_int_equal(scene.error.kind, PROV_OK);
		assert_int_equal((unsigned char)scene.out.data[0], 0x88);
		assert_int_equal(scene.out.length, code == PROV_WS_NO_STATUS ? 6 : 8);
		scene_end(&scene);
	}
}

static void test_close(void **state)
{
	(void)state;
	closes("\x88\x00", 2, PROV_WS_NO_STATUS);
	closes("\x88\x02\x03\xE8", 4, 1000);
	closes("\x88\x05\x03\xF3"
	       "bye",
	    7, 1011);
	closes("\x88\x02\x0F\xA0", 4, 4000);
	BREAKS("\x88\x01\x03", "half a code");
	BREAKS("\x88\x02\x03\xED", "invalid code"); /* 1005 */
	BREAKS("\x88\x02\x00\x00", "invalid code");
	BREAKS("\x88\x02\x13\x88", "invalid code"); /* 5000 */
	BREAKS("\x88\x03\x03\xE8\xFF", "invalid code or text");
}

/* Takes the mask off the one frame in out. */
static void unmask(const struct prov_buf *out, unsigned char first, const char *payload)
{
	const unsigned char *bytes = (const unsigned char *)out->data;
	const size_t length = strlen(payload);
	assert_true(length < 126);
	assert_int_equal(out->length, 6 + length);
	assert_int_equal(bytes[0], first);
	assert_int_equal(bytes[1], 0x80 | length);
	for (size_t i = 0; i < length; i++) {
		assert_int_equal(bytes[6 + i] ^ bytes[2 + i % 4], (unsigned char)payload[i]);
	}
}

static void test_ping(void **state)
{
	(void)state;
	struct scene scene;
	scene_begin(&scene);
	assert_int_equal(feed(&scene,
	                     "\x89\x03"
	                     "abc",
	                     5, 2, CEILING),
	    PROV_WS_MORE);
	unmask(&scene.out, 0x8A, "abc");
	prov_buf_reset(&scene.out);
	assert_int_equal(feed(&scene, "\x8A\x03xyz", 5, 5, CEILING), PROV_WS_MORE); /* a pong is nothing to answer */
	assert_int_equal(scene.out.length, 0);
	scene_end(&scene);
}

static void test_text(void **state)
{
	(void)state;
	struct scene scene;
	char first[4];
	scene_begin(&scene);
	assert_true(prov_ws_frames_text(scene.frames, "{\"a\":1}", 7, &scene.out));
	unmask(&scene.out, 0x81, "{\"a\":1}");
	memcpy(first, scene.out.data + 2, 4);
	prov_buf_reset(&scene.out);
	assert_true(prov_ws_frames_text(scene.frames, "{\"a\":1}", 7, &scene.out));
	unmask(&scene.out, 0x81, "{\"a\":1}");
	assert_memory_not_equal(first, scene.out.data + 2, 4);
	prov_buf_reset(&scene.out);
	assert_true(prov_ws_frames_text(scene.frames, "", 0, &scene.out));
	unmask(&scene.out, 0x81, "");
	prov_buf_reset(&scene.out);
	assert_true(prov_ws_frames_close(scene.frames, PROV_WS_NORMAL, &scene.out));
	unmask(&scene.out, 0x88, "\x03\xE8");
	scene_end(&scene);
}

static void test_long_text(void **state)
{
	(void)state;
	struct scene scene;
	static char text[70000];
	memset(text, 'z', sizeof(text));
	scene_begin(&scene);
	assert_true(prov_ws_frames_text(scene.frames, text, sizeof(text), &scene.out));
	assert_int_equal(scene.out.length, 14 + sizeof(text));
	const unsigned char *bytes = (const unsigned char *)scene.out.data;
	for (size_t i = 0; i < sizeof(text); i++) {
		assert_int_equal(bytes[14 + i] ^ bytes[10 + i % 4], 'z');
	}
	scene_end(&scene);
}

static void test_random_fails(void **state)
{
	(void)state;
	struct scene scene;
	scene_begin(&scene);
	scene.stream.left = 0;
	assert_false(prov_ws_frames_text(scene.frames, "x", 1, &scene.out));
	scene_end(&scene);

	scene_begin(&scene);
	scene.stream.left = 0;
	assert_int_equal(feed(&scene, "\x89\x00", 2, 2, CEILING), PROV_WS_BROKEN);
	unit_assert_error(&scene.error, PROV_ERROR_REMOTE, "random");
	scene_end(&scene);
}

static bool talk(void *data)
{
	static const char bytes[] = "\x01\x01{\x89\x01x\x80\x01}";
	struct unit_stream stream;
	const struct prov_random random = unit_random(&stream, 3);
	struct prov_ws_frames *frames = prov_ws_frames_new(&random);
	struct prov_buf message;
	struct prov_buf out;
	struct prov_error error;
	bool done = false;
	(void)data;
	if (!frames) {
		return false;
	}
	prov_buf_init(&message, 0);
	prov_buf_init(&out, 1000);
	prov_error_clear(&error);
	prov_ws_frames_feed(frames, bytes, sizeof(bytes) - 1);
	if (prov_ws_frames_text(frames, "hello", 5, &out)) {
		done = prov_ws_frames_next(frames, CEILING, &message, &out, &error) == PROV_WS_MESSAGE;
		assert_int_equal(error.kind, done ? PROV_OK : PROV_ERROR_MEMORY);
	}
	prov_ws_frames_free(frames);
	prov_buf_wipe(&message);
	prov_buf_wipe(&out);
	return done;
}

static void test_memory(void **state)
{
	(void)state;
	assert_true(unit_fail_each_allocation(talk, NULL) > 2);
}

static void test_version(void **state)
{
	(void)state;
	assert_true(prov_ws_version_compiled()[0] >= '1');
	prov_ws_frames_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_messages),
	    cmocka_unit_test(test_fragments),
	    cmocka_unit_test(test_lengths),
	    cmocka_unit_test(test_long_lengths),
	    cmocka_unit_test(test_several_in_one_piece),
	    cmocka_unit_test(test_ceiling),
	    cmocka_unit_test(test_broken),
	    cmocka_unit_test(test_utf8),
	    cmocka_unit_test(test_close),
	    cmocka_unit_test(test_ping),
	    cmocka_unit_test(test_text),
	    cmocka_unit_test(test_long_text),
	    cmocka_unit_test(test_random_fails),
	    cmocka_unit_test(test_memory),
	    cmocka_unit_test(test_version),
	};
	return cmocka_run_group_tests_name("ws_frames", tests, NULL, NULL);
}

/*
 * SPDX-License-Identifier: BSD-3-Clause
 * wandelay: holds every packet that the firewall hands to a queue for some milliseconds, then lets it pass, in order.
 *
 * Why: kernels without the netem scheduler can still be given a long line this way; unlike a delaying proxy it also
 * stretches the TCP and TLS handshakes. wan.sh sets it up in a network namespace of its own.
 * build: gcc -O2 -o wandelay wandelay.c -lnetfilter_queue       (libnetfilter-queue-dev)
 * usage: wandelay QUEUE DELAY_MS     writes 'wandelay: ready' on standard error when it holds the queue
 * needs: CAP_NET_ADMIN in its network namespace.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/netfilter.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
/* last: this header wants the types above */
#include <libnetfilter_queue/libnetfilter_queue.h>

#define HELD_MAX 65536 /* packets held at once; the kernel drops what comes beyond */

static struct {
	uint32_t id;
	uint64_t due; /* ns */
} held[HELD_MAX]; /* a ring: first in, first out */
static unsigned head, tail;
static uint64_t delay_ns;

static uint64_t now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static int take(struct nfq_q_handle *queue, struct nfgenmsg *msg, struct nfq_data *data, void *arg)
{
	struct nfqnl_msg_packet_hdr *packet = nfq_get_msg_packet_hdr(data);

	(void)queue, (void)msg, (void)arg;
	if (packet) {
		held[tail % HELD_MAX].id = ntohl(packet->packet_id);
		held[tail % HELD_MAX].due = now_ns() + delay_ns;
		tail++;
	}
	return 0;
}

int main(int argc, char **argv)
{
	struct nfq_handle *nfq;
	struct nfq_q_handle *queue;
	char buf[65536];

	if (argc != 3) {
		fprintf(stderr, "usage: wandelay QUEUE DELAY_MS\n");
		return 2;
	}
	delay_ns = (uint64_t)(strtod(argv[2], NULL) * 1e6);
	nfq = nfq_open();
	queue = nfq ? nfq_create_queue(nfq, (uint16_t)strtoul(argv[1], NULL, 10), take, NULL) : NULL;
	if (!queue || nfq_set_mode(queue, NFQNL_COPY_META, 0) < 0) {
		perror("wandelay: queue");
		return 1;
	}
	nfq_set_queue_maxlen(queue, HELD_MAX);
	fprintf(stderr, "wandelay: ready\n");
	for (;;) {
		struct timespec wait = {1, 0};
		struct pollfd fd = {nfq_fd(nfq), POLLIN, 0};
		uint64_t t = now_ns();

		for (; head != tail && held[head % HELD_MAX].due <= t; head++) {
			nfq_set_verdict(queue, held[head % HELD_MAX].id, NF_ACCEPT, 0, NULL);
		}
		if (head != tail) {
			uint64_t left = held[head % HELD_MAX].due - t;

			wait.tv_sec = (time_t)(left / 1000000000u);
			wait.tv_nsec = (long)(left % 1000000000u);
		}
		if (ppoll(&fd, 1, &wait, NULL) > 0) {
			ssize_t n = recv(fd.fd, buf, sizeof buf, 0);

			if (n > 0) {
				nfq_handle_packet(nfq, buf, (int)n);
			} else if (errno != ENOBUFS && errno != EINTR) {
				perror("wandelay: recv");
				return 1;
			}
		}
	}
}

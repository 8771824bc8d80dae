/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ime/mozc_wire.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "ime/mozc.pb-c.h"

#define REPLY_MAX_BYTES (1u << 20)
#define PATH_MAX_BYTES  4096

static int no_answer(struct err *err)
{
	return err_set(err, ERR_BUSY,
		       _("Mozc did not answer in time; Anthy converts "
			 "meanwhile"));
}

static int not_there(struct err *err)
{
	return err_system(err,
			  _("Mozc is not running; Anthy converts meanwhile"));
}

/* Where the server of this folder listens: an abstract name. */
static int server_address(const char *folder, struct sockaddr_un *address,
			  socklen_t *len, struct err *err)
{
	char *path = xstrfmt("%s/.session.ipc", folder);
	struct str bytes = STR_INIT;
	Mozc__PathInfo *info = NULL;
	int n = -1;

	if (!str_read_file(&bytes, path, PATH_MAX_BYTES, NULL))
		info = mozc__path_info__unpack(NULL, bytes.len,
					       (const uint8_t *)bytes.buf);
	if (info && info->key)
		n = snprintf(address->sun_path + 1,
			     sizeof(address->sun_path) - 1,
			     "tmp/.mozc.%s.session", info->key);
	mozc__path_info__free_unpacked(info, NULL);
	str_release(&bytes);
	free(path);
	if (n < 0 || n >= (int)sizeof(address->sun_path) - 1)
		return not_there(err);
	address->sun_family = AF_UNIX;
	address->sun_path[0] = '\0';
	*len = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 +
			   (size_t)n);
	return 0;
}

/* An abstract name can be taken by anyone: is it a server of our user? */
static bool is_ours(int fd)
{
	struct ucred peer;
	socklen_t len = sizeof(peer);

	return !getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &len) &&
	       peer.uid == geteuid();
}

static bool wait_for(int fd, short events, double deadline)
{
	struct pollfd p = { .fd = fd, .events = events };
	double left = deadline - clock_seconds();

	return left > 0 && poll(&p, 1, (int)(left * 1000) + 1) > 0;
}

static int connect_server(const char *folder, struct err *err)
{
	struct sockaddr_un address = { 0 };
	socklen_t len = 0;
	int fd;

	if (server_address(folder, &address, &len, err))
		return -1;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return err_errno(err, _("Mozc cannot be asked"));
	if (connect(fd, (const struct sockaddr *)&address, len)) {
		int full = errno == EAGAIN;

		close(fd);
		return full ? no_answer(err) : not_there(err);
	}
	if (is_ours(fd))
		return fd;
	close(fd);
	return err_system(err, _("Somebody else answers in Mozc's place; Anthy "
				 "converts instead"));
}

static int send_all(int fd, const struct str *bytes, double deadline,
		    struct err *err)
{
	for (size_t sent = 0; sent < bytes->len;) {
		ssize_t n = send(fd, bytes->buf + sent, bytes->len - sent,
				 MSG_NOSIGNAL);

		if (n > 0)
			sent += (size_t)n;
		else if (n == 0 || (errno != EAGAIN && errno != EINTR))
			return not_there(err);
		else if (!wait_for(fd, POLLOUT, deadline))
			return no_answer(err);
	}
	return shutdown(fd, SHUT_WR) ? not_there(err) : 0;
}

static int receive_all(int fd, struct str *bytes, double deadline,
		       struct err *err)
{
	char part[4096];

	while (bytes->len < REPLY_MAX_BYTES) {
		ssize_t n = recv(fd, part, sizeof(part), 0);

		if (n == 0)
			return 0;
		if (n > 0)
			str_addn(bytes, part, (size_t)n);
		else if (errno != EAGAIN && errno != EINTR)
			return not_there(err);
		else if (!wait_for(fd, POLLIN, deadline))
			return no_answer(err);
	}
	return err_system(err, _("Mozc's answer is too long"));
}

static void pack(const struct mozc_request *request, struct str *out)
{
	Mozc__Input input = MOZC__INPUT__INIT;
	Mozc__Key key = MOZC__KEY__INIT;
	Mozc__Command command = MOZC__COMMAND__INIT;
	Mozc__Config config = MOZC__CONFIG__INIT;
	uint32_t shift = 4;

	input.type = request->type;
	input.has_id = request->id != 0;
	input.id = request->id;
	if (request->type == MOZC_KEY) {
		input.key = &key;
		key.has_special_key = request->special != MOZC_NONE;
		key.special_key = request->special;
		key.n_modifier_keys = request->shift ? 1 : 0;
		key.modifier_keys = &shift;
		key.key_string = (char *)request->text;
	} else if (request->type == MOZC_COMMAND) {
		input.command = &command;
		command.type = MOZC_REVERT;
	} else if (request->type == MOZC_CONFIG) {
		input.config = &config;
		config.has_history_learning_level = 1;
		config.history_learning_level = MOZC_NO_HISTORY;
	}
	str_grow(out, mozc__input__get_packed_size(&input));
	out->len = mozc__input__pack(&input, (uint8_t *)out->buf);
	out->buf[out->len] = '\0';
}

int mozc_call(const char *folder, const struct mozc_request *request,
	      double deadline, struct mozc_reply *reply, struct err *err)
{
	struct str out = STR_INIT, in = STR_INIT;
	int fd, rc = -1;

	*reply = (struct mozc_reply){ 0 };
	if (clock_seconds() >= deadline)
		return no_answer(err);
	fd = connect_server(folder, err);
	if (fd < 0)
		return -1;
	pack(request, &out);
	if (!send_all(fd, &out, deadline, err) &&
	    !receive_all(fd, &in, deadline, err)) {
		rc = mozc_reply_read(reply, in.buf, in.len);
		if (rc)
			err_system(err, _("Mozc's answer cannot be read; Anthy "
					  "converts meanwhile"));
	}
	close(fd);
	str_release(&out);
	str_release(&in);
	return rc;
}

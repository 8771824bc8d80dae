-- SPDX-License-Identifier: GPL-3.0-or-later
-- Is a reading only the program's guess, which nobody has confirmed? "yes".
ALTER TABLE intake ADD COLUMN visitor_kana_guess TEXT;
ALTER TABLE member ADD COLUMN kana_guess TEXT;

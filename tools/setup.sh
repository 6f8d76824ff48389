#!/bin/sh
# Fill .venv/ with the pinned versions of constraints.txt. Called by `make setup`, from any folder.
# PYTHON=/path/to/python3.12 chooses the interpreter; otherwise the first one below that runs.
set -eu
cd "$(dirname "$0")/.."

# A pyenv shim may exist and refuse to run, and Debian may lack venv: so each candidate is asked.
usable() {
    "$1" -c "import sys, venv, ensurepip; sys.exit(not $2)" >/dev/null 2>&1
}

candidates() {
    [ -z "${PYTHON:-}" ] || printf '%s\n' "$PYTHON"
    printf '%s\n' python3 python3.14 python3.13 python3.12 python
    # Newest first; 3.2 to 3.9 cannot match.
    for minor in 19 18 17 16 15 14 13 12; do
        for found in "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/3."$minor"*/bin/python; do
            [ ! -x "$found" ] || printf '%s\n' "$found"
        done
    done
}

find_python() {
    # Versions that every dependency has wheels for come first, any newer one only then.
    for want in '(3, 12) <= sys.version_info < (3, 15)' 'sys.version_info >= (3, 12)'; do
        candidates | while IFS= read -r candidate; do
            if usable "$candidate" "($want)"; then
                printf '%s\n' "$candidate"
                break
            fi
        done | grep . && return
    done
    echo "Python 3.12 이상을 찾지 못했습니다: python3.12와 python3.12-venv(또는 pyenv로 3.12)를 설치한 뒤 다시 실행하세요." \
        "/ No Python 3.12 or newer was found: install python3.12 with python3.12-venv (or 3.12 by pyenv) and run this again." >&2
    return 1
}

if ! usable .venv/bin/python 'sys.version_info >= (3, 12)' || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    echo "setup: .venv ← $("$python" --version)"
    "$python" -m venv --clear .venv
fi

rm -f .venv/.ready
.venv/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
touch .venv/.ready
echo "setup: .venv 준비 완료 / ready"

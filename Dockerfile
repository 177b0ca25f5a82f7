# accountabot with all that it needs, for x86-64 and 64-bit ARM. docs/hosting/docker.md explains it.
ARG PYTHON=3.13

FROM python:${PYTHON}-slim-bookworm AS build
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
ENV UV_PROJECT_ENVIRONMENT=/opt/accountabot
RUN pip install --no-cache-dir uv==0.13.9
WORKDIR /build
# The dependencies change more rarely than the code, so they have a layer of their own.
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-cache --no-install-project
COPY README.md LICENSE ./
COPY src src
COPY cogs cogs
COPY migrations migrations
RUN uv sync --frozen --no-cache --no-editable

FROM python:${PYTHON}-slim-bookworm
# Fonts of other scripts and of emoji, for pictures. With --build-arg FONTS= the image is smaller.
ARG FONTS="fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji"
RUN if [ -n "${FONTS}" ]; then \
      apt-get update && \
      apt-get install --yes --no-install-recommends ${FONTS} && \
      rm -rf /var/lib/apt/lists/*; \
    fi
# Any user may write here, whatever --user says; a new volume gets the same mode.
RUN mkdir /data && chmod 1777 /data
COPY --from=build /opt/accountabot /opt/accountabot
ENV PATH=/opt/accountabot/bin:${PATH} PYTHONUNBUFFERED=1
# Both name the same file: an --env-file may contain an empty DATABASE_URL.
ENV DATABASE_URL=sqlite:////data/accountabot/accountabot.db XDG_DATA_HOME=/data
WORKDIR /data
VOLUME /data
USER 10001:10001
HEALTHCHECK --interval=1m --timeout=10s --start-period=3m --retries=3 CMD ["accountabot", "health"]
ENTRYPOINT ["accountabot"]

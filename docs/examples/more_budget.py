# %% [markdown]
# # 예산을 더하면 무엇이 달라지나
#
# 자료를 읽고, 예산을 바꾸어 계획하고, 답이 얼마나 확실한지 읽고, 까닭을 묻고, 파일로 남깁니다.
# `# %%`로 나눈 칸을 편집기나 주피터에서 하나씩 실행하거나 파일을 통째로 실행하세요.
# 빨리 끝나도록 생산 통계가 공표된 단지와 사업 셋만 다루고 간격도 느슨하게 둡니다.
# 이름마다의 뜻은 `docs/python.md`에 있습니다. 돈은 모두 백만원(`_mkrw`)입니다.

# %%
import sys
from pathlib import Path

import cluster_planner.api as cp

snapshot = cp.load_snapshot()
baseline = cp.find_scenario("기준안")
names = snapshot.parks.set_index("park_id")["name_ko"]
programmes = snapshot.envelopes.set_index("envelope_id")["name_ko"]

# %% [markdown]
# ## 물음을 좁힌다
#
# 시나리오는 바뀌지 않는 값이라, 고치면 새 시나리오가 나오고 처음부터 다시 검사됩니다.
# 계획이 없다는 것도 답입니다. 기준안의 권역 조건은 통계가 있는 단지만으로는 지킬 수 없고,
# `findings`가 어느 조건이 걸리는지와 고칠 방법을 말합니다.

# %%
three = ("complex_ax", "ai_factory", "mfg_data")
narrow = cp.scenario_with(
    baseline,
    name="통계가 있는 단지, 사업 셋",
    parks={"scope": "with_statistics"},
    programmes=[budget for budget in baseline.programmes if budget.programme_id in three],
    solver={"gap": 0.02},
)
impossible = cp.plan_scenario(snapshot, narrow)
print(cp.status_sentence(impossible))
for finding in impossible.findings:
    print(f"{finding['where']}: {finding['problem']} → {finding['remedy']}")

# %% [markdown]
# 보기에서는 권역 조건을 모두 내려놓습니다. 실제 일에서는 권할 일이 아닙니다.

# %%
question = cp.scenario_with(narrow, regions={})

# %% [markdown]
# ## 계획하고, 얼마나 확실한지 읽는다
#
# `최적`이라는 말은 상한과의 간격이 0.1 % 안으로 증명되었을 때만 나옵니다(`PROOF_GAP`). 그 밖의
# 계획은 간격만큼 더 나은 계획이 있을 수 있습니다. 목적값은 현재가치로 센 기대 부가가치에
# 시나리오의 가중치를 곱한 **추정**이고, 그 가정은 `plan.xlsx`의 가정 시트에 모두 있습니다.


# %%
def show(progress: cp.Progress) -> None:
    gap = cp.gap_words(progress.gap)
    print(f"\r  {progress.seconds:.0f}초, 간격 {gap}", end="", file=sys.stderr)


before = cp.plan_scenario(snapshot, question, show)
print(cp.status_sentence(before))
print(f"목적값 {before.outcome.objective:,.0f}백만원, 상한 {before.outcome.bound:,.0f}백만원")

# %% [markdown]
# ## 예산을 바꾼다
#
# 두 계획 모두 간격 안에서만 알려져 있으니, 둘의 차이도 범위로 말해야 합니다.

# %%
richer = cp.with_budget(
    question,
    "ai_factory",
    {2027: 130_000, 2028: 130_000},
    basis="두 해에 200억 원씩 더 온다고 가정",
)
after = cp.plan_scenario(snapshot, richer, show)
rise_low = max(0.0, after.outcome.objective - before.outcome.bound)
rise_high = after.outcome.bound - before.outcome.objective
print(cp.status_sentence(after))
print(f"국비 {cp.money(richer.total_budget_mkrw - question.total_budget_mkrw)}을 더하면")
print(f"목적값이 {cp.money(rise_low)} 이상 {cp.money(rise_high)} 이하로 늡니다.")
for park_id in sorted(set(after.plan.park_ids) - set(before.plan.park_ids)):
    print(f"새로 드는 단지: {names[park_id]}")

# %% [markdown]
# ## 표로 본다
#
# 표는 pandas 프레임이고 열 이름에 단위가 있습니다. 기준(`기준`)은 목표에 들지 않은 것도 셉니다.

# %%
tables = cp.plan_tables(after, snapshot)
regions = tables["권역"][["권역", "단지 수(곳)", "국비(백만원)"]]
print(regions[regions["단지 수(곳)"] > 0].to_string(index=False))
for sentence in cp.criterion_sentences(after):
    print(sentence)

# %% [markdown]
# ## 우리 단지는 왜
#
# 단지를 꼭 넣거나 뺀 계획을 한 번 더 풀어 손실을 재고, 무엇이 막는지 말합니다.

# %%
reason = cp.why_park(snapshot, after, cp.find_park(snapshot, "부평"))
for sentence in cp.reason_sentences(reason, snapshot, richer):
    print(sentence)

# %% [markdown]
# ## 100억 원을 더하면
#
# 한도를 하나씩 100억 원 풀고 다시 풉니다. 다른 한도가 막고 있으면 더한 돈은 값이 없습니다.
# 여러 번 푸는 물음은 누가 풀지(`Alone`, `team`, `dask_team`)를 함께 줍니다.

# %%
crew = cp.Alone(snapshot)
worth = cp.values(crew, richer)
for value in worth.values:
    if value.limit == "programme_budget":
        low, high = cp.money(value.low_mkrw), cp.money(value.high_mkrw)
        print(f"{programmes[value.subject]}: {low} 이상 {high} 이하")

# %% [markdown]
# ## 효과의 추정이 빗나가면
#
# 효과와 추정값을 증거의 범위에서 뽑은 미래마다 다시 풉니다. 씨앗이 같으면 미래도 같습니다.
# 여기서는 몇 개만 뽑아 보이므로 비율로 삼지 마세요. 명령줄의 기본은 200개입니다.

# %%
futures = cp.robust(crew, richer, futures=3)
half_low, half_high = futures.regret_pct(0.5)
print(f"씨앗 {futures.seed}, 물은 미래 {futures.asked}개 가운데 답한 것 {len(futures.futures)}개")
print(f"이 계획의 후회(가운데 미래): {half_low:.2f} % 이상 {half_high:.2f} % 이하")
print(f"미래마다의 가장 나은 계획에도 드는 단지: 평균 {100 * futures.kept_share:.0f} %")

# %% [markdown]
# ## 파일로 남긴다
#
# 계획, 엑셀, 지도, 다른 풀이 도구로 확인할 모형(MPS), 그리고 명령줄에서 다시 물을 시나리오입니다.

# %%
folder = Path("ax-plan")
for path in cp.write_files(after, snapshot, folder, with_mps=True):
    print(f"쓴 파일: {path.name}")
cp.write_scenario(richer, folder / "scenario.yaml")
